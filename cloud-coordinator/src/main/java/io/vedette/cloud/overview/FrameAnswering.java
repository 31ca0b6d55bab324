package io.vedette.cloud.overview;

import io.vedette.cloud.audit.AuditCounts;
import io.vedette.cloud.escalation.Escalations;
import io.vedette.cloud.teacher.Teachers;

/**
 * How hard frames are answered.
 *
 * @param escalations frames and their verdicts
 * @param teachers that answer them
 * @param audits how often student and teacher agree
 */
public record FrameAnswering(Escalations escalations, Teachers teachers, AuditCounts audits) {}
