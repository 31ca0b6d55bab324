package io.vedette.edge.show;

import io.vedette.edge.pipeline.FrameResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What there is to show. Every call but {@link #next} returns at once. */
public interface AgentView {

  /** Ids of the cameras, in the configuration's order. */
  List<String> cameras();

  /** The newest answer of a camera. */
  Optional<FrameResult> latest(String camera);

  /**
   * Waits for an answer of a camera.
   *
   * @param seen from an earlier call: another is waited for; null: any will do
   * @return empty when there was none within {@code patience}
   */
  Optional<FrameResult> next(String camera, @Nullable FrameResult seen, Duration patience)
      throws InterruptedException;

  Health health();

  /** Prometheus text. */
  String metrics();

  /**
   * How the agent is.
   *
   * @param well whether nobody needs to look after it
   * @param live whether the process works, whatever cameras and cloud do; else it is to be
   *     restarted
   * @param ready whether a camera answers
   * @param lines one for each part, "camera left: streaming"
   */
  record Health(boolean well, boolean live, boolean ready, List<String> lines) {
    public Health {
      lines = List.copyOf(lines);
    }
  }
}
