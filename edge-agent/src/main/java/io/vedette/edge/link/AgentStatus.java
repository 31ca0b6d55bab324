package io.vedette.edge.link;

import io.vedette.edge.camera.CameraStatus;
import io.vedette.edge.escalate.VerdictDifference;
import io.vedette.edge.outbox.OutboxCounts;
import io.vedette.edge.pipeline.PipelineStatus;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the agent is at one moment.
 *
 * @param uptime since its process started
 * @param outbox counts over restarts
 * @param waitingFrames in the outbox
 * @param waitingBytes in the outbox
 * @param budgetBitsPerSecond of escalations
 * @param share of the frames that were escalated, 0 to 1
 * @param fused what verdicts changed, since the process started
 * @param replayExamples ready for local training
 * @param learner how far its round is; null while it has none
 */
public record AgentStatus(
    Duration uptime,
    InstalledModel installed,
    List<CameraVitals> cameras,
    OutboxCounts outbox,
    int waitingFrames,
    long waitingBytes,
    double budgetBitsPerSecond,
    double share,
    VerdictDifference fused,
    int replayExamples,
    @Nullable LearnerProgress learner) {

  /** One camera and its frame loop. */
  public record CameraVitals(CameraStatus camera, PipelineStatus pipeline) {}
}
