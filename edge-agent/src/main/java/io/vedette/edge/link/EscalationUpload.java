package io.vedette.edge.link;

import io.vedette.edge.escalate.budget.UploadLimit;
import io.vedette.edge.outbox.Outbox;
import io.vedette.edge.outbox.Verdict;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What an escalation stream sends, how fast, and where verdicts go.
 *
 * @param limit of what may be sent now
 * @param breaker when sending pauses because no verdicts come
 * @param verdicts called with every verdict, perhaps not the first on its frame
 */
public record EscalationUpload(
    Outbox outbox,
    Supplier<UploadLimit> limit,
    BreakerConfig breaker,
    Consumer<Verdict> verdicts) {}
