package io.vedette.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.Box;
import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Sample;
import io.vedette.detector.dataset.Truth;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the demo's cameras show, and who sees what. */
class DemoScenarioTest {

  @TempDir Path folder;

  private DemoOptions options(String... sources) {
    return new DemoOptions(
        List.of(sources),
        3,
        null,
        0,
        folder,
        null,
        null,
        null,
        2,
        Duration.ofSeconds(60),
        DemoTimings.demo());
  }

  @Test
  void everyPictureIsShownToExactlyOneAgent() throws Exception {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      Truth truth = Truth.of(new Box(0, 0, 8, 8), 0);
      samples.add(new Sample("" + i, folder.resolve("p" + i + ".jpg"), 16, 16, List.of(truth)));
    }
    Dataset shown = new Dataset("ten", List.of("dot"), samples);
    List<List<DemoScenario.Camera>> dealt =
        new LabelledPictures("ten", shown, shown, 2).deal(3, folder, Instant.EPOCH);

    List<String> seen = new ArrayList<>();
    for (List<DemoScenario.Camera> cameras : dealt) {
      assertThat(cameras).hasSize(1);
      seen.addAll(Files.readAllLines(Path.of(cameras.get(0).source())));
    }
    assertThat(seen)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            samples.stream().map(s -> s.file().toString()).toList());
  }

  @Test
  void everyAgentHasACameraAndEverySourceIsWatched() {
    List<List<DemoScenario.Camera>> few =
        new PlainSources(List.of("a.mp4"), 2, null).deal(3, folder, Instant.EPOCH);
    assertThat(few).allMatch(cameras -> cameras.size() == 1);
    List<List<DemoScenario.Camera>> many =
        new PlainSources(List.of("a", "b", "c", "d"), 2, null).deal(3, folder, Instant.EPOCH);
    assertThat(many).extracting(List::size).containsExactly(2, 1, 1);
  }

  @Test
  void theBoardsOfEachAgentChangeAtOneMoment() {
    GeneratedBoards boards = new GeneratedBoards(Duration.ofSeconds(60), 2, null);
    assertThat(boards.deal(2, folder, Instant.ofEpochSecond(1_000)))
        .extracting(cameras -> cameras.get(0).source())
        .containsExactly(
            "generated:boards?seed=100&change-at=1060000",
            "generated:boards?seed=101&change-at=1060000");
  }

  @Test
  void aSourceThatIsNotThereIsSaid() {
    assertThatThrownBy(() -> SourceRecognition.scenario(options("/nowhere/boards")))
        .isInstanceOf(DetectorException.class)
        .hasMessageContaining("/nowhere/boards")
        .hasMessageContaining("--source");
  }

  @Test
  void aSourceThatNoModelKnowsAsksForModels() throws Exception {
    DemoOptions rtsp = options("rtsp://192.0.2.1/stream");
    DemoScenario scenario = SourceRecognition.scenario(rtsp);
    assertThatThrownBy(() -> DemoModels.of(rtsp, scenario))
        .isInstanceOf(DetectorException.class)
        .hasMessageContaining("--teacher and --student");
  }
}
