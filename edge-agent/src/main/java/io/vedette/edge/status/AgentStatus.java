package io.vedette.edge.status;

import io.vedette.edge.escalate.EscalatorStatus;
import io.vedette.edge.event.EventStatus;
import io.vedette.edge.outbox.OutboxStatus;
import io.vedette.edge.outbox.VerdictDifference;
import io.vedette.edge.pipeline.PipelineStatus;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An agent at one moment.
 *
 * @param uptime since the agent started
 * @param model the model at work
 * @param cameras each with its frame loop, in the configuration's order
 * @param escalation frames for the teacher
 * @param events null where they are disabled
 * @param learning local training
 */
public record AgentStatus(
    Duration uptime,
    ModelEntry model,
    List<PipelineStatus> cameras,
    EscalationEntry escalation,
    @Nullable EventStatus events,
    LearningEntry learning) {

  /**
   * The model at work.
   *
   * @param runsOn what students run on, and why on nothing better: a line for each that differs
   * @param droppedAnswers answers of the students that were no boxes; shared students count once
   */
  public record ModelEntry(InstalledModel installed, List<String> runsOn, long droppedAnswers) {}

  /**
   * Frames for the teacher.
   *
   * @param changes how verdicts differed from the student, since the process started
   */
  public record EscalationEntry(
      OutboxStatus outbox, EscalatorStatus escalator, VerdictDifference changes) {}

  /**
   * Local training.
   *
   * @param examples frames with verdicts, ready for it
   * @param round how far its federated round is; null while it has none
   */
  public record LearningEntry(int examples, @Nullable LearnerProgress round) {}
}
