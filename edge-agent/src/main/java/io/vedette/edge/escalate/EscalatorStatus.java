package io.vedette.edge.escalate;

import io.vedette.edge.escalate.audit.FieldAccuracy;
import java.util.List;
import java.util.Map;

/**
 * An escalator at one moment.
 *
 * @param budgetBitsPerSecond that may be sent up on average
 * @param share of the frames that were escalated, 0 to 1
 * @param notKept frames that were chosen and could not be written to the outbox
 * @param accuracy recall and precision against the teacher by camera and version, from audits
 * @param inForce the settings by deployment; empty before the coordinator has named one
 */
public record EscalatorStatus(
    double budgetBitsPerSecond,
    double share,
    long notKept,
    List<FieldAccuracy.Row> accuracy,
    Map<String, EscalationInForce> inForce) {}
