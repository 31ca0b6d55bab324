package io.vedette.edge.status;

import io.vedette.edge.escalate.EscalatorStatus;
import io.vedette.edge.event.EventStatus;
import io.vedette.edge.field.FieldCounts;
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
 * @param students at least one, in the order of their first cameras
 * @param cameras each with its frame loop, in the configuration's order
 * @param escalation frames for the teacher
 * @param events null where they are disabled
 * @param assignment which cameras the coordinator has named, and what hinders it
 */
public record AgentStatus(
    Duration uptime,
    List<StudentEntry> students,
    List<PipelineStatus> cameras,
    EscalationEntry escalation,
    @Nullable EventStatus events,
    AssignmentEntry assignment) {

  /**
   * A student: one deployment's model on some of the cameras.
   *
   * @param cameras ids, in the configuration's order
   * @param runsOn what its detectors run on, and why on nothing better: a line for each that
   *     differs
   * @param droppedAnswers answers of its detectors that were no boxes; shared sessions count once
   * @param examples frames with verdicts, ready for local training
   * @param round how far its federated round is; null while it has none
   * @param field what its model answered
   */
  public record StudentEntry(
      String deployment,
      List<String> cameras,
      InstalledModel installed,
      List<String> runsOn,
      long droppedAnswers,
      int examples,
      @Nullable LearnerProgress round,
      FieldCounts field) {}

  /**
   * Frames for the teacher.
   *
   * @param changes how verdicts differed from the student, since the process started
   */
  public record EscalationEntry(
      OutboxStatus outbox, EscalatorStatus escalator, VerdictDifference changes) {}

  /**
   * How cameras and deployments go together.
   *
   * @param unassigned cameras that belong to no deployment; they go on with their students
   * @param problems why the cameras do not run what the coordinator wants, a line each
   */
  public record AssignmentEntry(List<String> unassigned, List<String> problems) {

    public static final AssignmentEntry NONE = new AssignmentEntry(List.of(), List.of());
  }
}
