package io.vedette.cli.demo;

import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.scenario.Condition;
import io.vedette.scenario.ScenarioDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Inspection lines with rendered circuit boards, one per agent. After a while the light, the boards
 * and the camera change, and the student, who never saw the like, gets worse. The held-out set
 * shows the changed conditions, from a seed of its own.
 *
 * @param change how long after the start the conditions change
 * @param judged what is held out; null: boards of its own
 */
record GeneratedBoards(Duration change, double fps, @Nullable Dataset judged)
    implements DemoScenario {

  private static final int HELD_OUT = 80;
  private static final long HELD_OUT_SEED = 987_654_321;
  private static final long FIRST_LINE = 100;

  @Override
  public String name() {
    return "generated boards";
  }

  @Override
  public List<List<Camera>> deal(int agents, Path folder, Instant start) {
    long at = start.plus(change).toEpochMilli();
    List<List<Camera>> dealt = new ArrayList<>();
    for (int agent = 0; agent < agents; agent++) {
      String source = "generated:boards?seed=" + (FIRST_LINE + agent) + "&change-at=" + at;
      dealt.add(List.of(new Camera("line-" + (agent + 1), source, fps)));
    }
    return dealt;
  }

  @Override
  public Optional<Duration> changeAfter() {
    return Optional.of(change);
  }

  @Override
  public Dataset heldOut(Path folder) throws IOException, DetectorException {
    return judged != null
        ? judged
        : ScenarioDataset.write(
            folder.resolve("held-out"), HELD_OUT_SEED, HELD_OUT, Condition.CHANGED, written -> {});
  }
}
