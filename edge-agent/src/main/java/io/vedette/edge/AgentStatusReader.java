package io.vedette.edge;

import io.vedette.edge.status.AgentStatus;
import io.vedette.edge.status.AgentStatus.EscalationEntry;
import io.vedette.edge.status.AgentStatus.LearningEntry;
import io.vedette.edge.status.AgentStatus.ModelEntry;
import io.vedette.edge.status.InstalledModel;
import io.vedette.edge.status.LearnerProgress;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks each part how it is: for heartbeats, health and metrics. Returns at once. */
final class AgentStatusReader implements Supplier<AgentStatus> {

  private final long startedNanos = System.nanoTime();
  private final OfflineParts parts;
  private final Supplier<InstalledModel> installed;
  private final Supplier<@Nullable LearnerProgress> round;

  AgentStatusReader(
      OfflineParts parts,
      Supplier<InstalledModel> installed,
      Supplier<@Nullable LearnerProgress> round) {
    this.parts = parts;
    this.installed = installed;
    this.round = round;
  }

  @Override
  public AgentStatus get() {
    return new AgentStatus(
        Duration.ofNanos(System.nanoTime() - startedNanos),
        new ModelEntry(
            installed.get(), parts.pipelines().runsOn(), parts.pipelines().droppedAnswers()),
        parts.pipelines().status(),
        new EscalationEntry(
            parts.stores().outbox().status(),
            parts.escalator().status(),
            parts.verdicts().differences()),
        parts.events() == null ? null : parts.events().status(),
        new LearningEntry(parts.stores().replay().size(), round.get()));
  }
}
