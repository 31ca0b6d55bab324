package io.vedette.edge;

import io.vedette.edge.link.AgentStatus;
import io.vedette.edge.link.AgentStatus.CameraVitals;
import io.vedette.edge.link.BreakerStatus;
import io.vedette.edge.pipeline.FrameResult;
import io.vedette.edge.pipeline.Pipeline;
import io.vedette.edge.show.AgentView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An agent as people and monitors see it. Well: every camera streams or has been played, and no
 * student hangs. Live: no student hangs, which only a restart can end. Ready: a camera answers. The
 * cloud's absence is no illness.
 */
final class AgentStatusView implements AgentView {

  private final Agent agent;
  private final Map<String, Pipeline> pipelines;

  /**
   * @param pipelines in the cameras' order
   */
  AgentStatusView(Agent agent, Map<String, Pipeline> pipelines) {
    this.agent = agent;
    this.pipelines = pipelines;
  }

  @Override
  public List<String> cameras() {
    return List.copyOf(pipelines.keySet());
  }

  @Override
  public Optional<FrameResult> latest(String camera) {
    Pipeline pipeline = pipelines.get(camera);
    return pipeline == null ? Optional.empty() : pipeline.snapshot();
  }

  @Override
  public Optional<FrameResult> next(String camera, @Nullable FrameResult seen, Duration patience)
      throws InterruptedException {
    Pipeline pipeline = pipelines.get(camera);
    return pipeline == null ? Optional.empty() : pipeline.next(seen, patience);
  }

  @Override
  public Health health() {
    AgentStatus vitals = agent.vitals();
    List<String> lines = new ArrayList<>();
    vitals.cameras().forEach(camera -> lines.add(line(camera)));
    agent.runsOn().forEach(words -> lines.add("student: on " + words));
    lines.add("cloud: " + agent.cloudState());
    BreakerStatus breaker = agent.breaker();
    lines.add(
        "breaker: "
            + breaker.position()
            + ", "
            + breaker.unanswered()
            + " frames unanswered in time");
    lines.add(
        "outbox: "
            + vitals.waitingFrames()
            + " frames, "
            + vitals.waitingBytes()
            + " bytes, "
            + agent.passedOver()
            + " could not be kept");
    if (!agent.complaint().isEmpty()) {
      lines.add("trust: " + agent.complaint());
    }
    List<CameraVitals> cameras = vitals.cameras();
    boolean live = cameras.stream().noneMatch(c -> c.pipeline().hangs());
    boolean well = live && cameras.stream().allMatch(c -> c.camera().state().isWell());
    boolean ready = cameras.stream().anyMatch(AgentStatusView::answers);
    return new Health(well, live, ready, lines);
  }

  private static boolean answers(CameraVitals vitals) {
    return vitals.camera().state().answers() && vitals.pipeline().frames() > 0;
  }

  private static String line(CameraVitals vitals) {
    var camera = vitals.camera();
    return "camera "
        + camera.id()
        + ": "
        + camera.state().word()
        + (camera.error().isEmpty() ? "" : ", " + camera.error())
        + (camera.decoder().isEmpty() ? "" : ", decoded by " + camera.decoder())
        + (vitals.pipeline().hangs() ? ", its student hangs" : "");
  }

  @Override
  public String metrics() {
    return AgentMetrics.of(agent);
  }
}
