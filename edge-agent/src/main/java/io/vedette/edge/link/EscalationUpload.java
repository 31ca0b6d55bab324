package io.vedette.edge.link;

import io.vedette.edge.escalate.budget.TokenBucket;
import io.vedette.edge.outbox.Outbox;
import io.vedette.edge.outbox.Verdict;
import java.util.function.Consumer;

/**
 * What an escalation stream sends, how fast, and where verdicts go.
 *
 * @param budget in bits; used by the stream alone
 * @param breaker when sending pauses because no verdicts come
 * @param verdicts called with every verdict, perhaps not the first on its frame
 */
public record EscalationUpload(
    Outbox outbox, TokenBucket budget, BreakerConfig breaker, Consumer<Verdict> verdicts) {}
