package io.vedette.edge.show;

import io.vedette.edge.pipeline.Answer;
import java.util.List;
import java.util.Optional;

/** What there is to show. Every call returns at once. */
public interface Shown {

  /** Ids of the cameras, in the configuration's order. */
  List<String> cameras();

  /** The newest answer of a camera. */
  Optional<Answer> latest(String camera);

  Health health();

  /** Prometheus text. */
  String metrics();

  /**
   * How the agent is.
   *
   * @param well whether nobody needs to look after it
   * @param lines one for each part, "camera left: streaming"
   */
  record Health(boolean well, List<String> lines) {
    public Health {
      lines = List.copyOf(lines);
    }
  }
}
