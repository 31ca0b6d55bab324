package io.vedette.edge;

import io.vedette.edge.status.AgentStatus;
import io.vedette.edge.status.AgentStatus.AssignmentEntry;
import io.vedette.edge.status.AgentStatus.EscalationEntry;
import io.vedette.edge.status.LearnerProgress;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks each part how it is: for heartbeats, health and metrics. Returns at once. */
final class AgentStatusReader implements Supplier<AgentStatus> {

  private final long startedNanos = System.nanoTime();
  private final OfflineParts parts;
  private final Function<String, @Nullable LearnerProgress> rounds;
  private final Supplier<List<String>> problems;

  AgentStatusReader(
      OfflineParts parts,
      Function<String, @Nullable LearnerProgress> rounds,
      Supplier<List<String>> problems) {
    this.parts = parts;
    this.rounds = rounds;
    this.problems = problems;
  }

  @Override
  public AgentStatus get() {
    return new AgentStatus(
        Duration.ofNanos(System.nanoTime() - startedNanos),
        parts.stores().students().status(rounds, parts.field()),
        parts.pipelines().status(),
        new EscalationEntry(
            parts.stores().outbox().status(),
            parts.escalator().status(),
            parts.verdicts().differences()),
        parts.events() == null ? null : parts.events().status(),
        new AssignmentEntry(parts.stores().students().unassigned(), problems.get()));
  }
}
