package io.vedette.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Box;
import io.vedette.detector.Picture;
import io.vedette.detector.TileSpec;
import io.vedette.detector.dataset.Truth;
import io.vedette.detector.image.Pictures;
import io.vedette.edge.camera.CameraConfig;
import io.vedette.edge.camera.CameraConfigs;
import io.vedette.edge.event.EventConfig;
import io.vedette.edge.event.EventLog;
import io.vedette.edge.event.ObjectEvent;
import io.vedette.scenario.Condition;
import io.vedette.scenario.InspectionLine;
import io.vedette.scenario.Scene;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nine boards in one large picture, as a camera far above the line sees them. */
class AgentTilesTest {

  private static final Path MODEL = Path.of("..", "models", "boards-student.onnx");
  private static final int SIDE = 3;
  private static final int LENGTH = SIDE * InspectionLine.SIDE;

  @TempDir Path folder;

  private final List<Truth> truths = new ArrayList<>();

  @Test
  void aCameraWithTilesSeesWhatIsTooSmallForTheOthersOnTheSameModel() throws Exception {
    Path pictures = folder.resolve("pictures");
    Files.createDirectories(pictures);
    Pictures.write(pictures.resolve("boards.png"), boards());
    CameraConfig plain = CameraConfig.of("plain", pictures.toString()).withFps(20);
    CameraConfig tiled = CameraConfig.of("tiled", pictures.toString()).withFps(20);
    try (Agent agent =
        AgentUnderTest.in(folder)
            .running(MODEL)
            .watching(plain, CameraConfigs.inTiles(TileSpec.valueOf("3x3"), tiled))
            .start()) {
      Await.until(
          "frames of both", () -> agent.status().cameras().stream().allMatch(c -> c.frames() >= 5));
      assertThat(agent.status().students().get(0).runsOn())
          .hasSize(2)
          .anySatisfy(words -> assertThat(words).endsWith(", tiles 3x3"));
    }
    long seen = found("tiled");
    assertThat(seen).isGreaterThan(truths.size() / 2);
    assertThat(found("plain")).isLessThan(seen / 3);
  }

  private Picture boards() {
    InspectionLine line = new InspectionLine(13);
    byte[] bgr = new byte[3 * LENGTH * LENGTH];
    for (int i = 0; i < SIDE * SIDE; i++) {
      Scene scene = line.scene(i, Condition.NORMAL);
      int left = i % SIDE * InspectionLine.SIDE;
      int top = i / SIDE * InspectionLine.SIDE;
      int row = 3 * InspectionLine.SIDE;
      for (int y = 0; y < InspectionLine.SIDE; y++) {
        System.arraycopy(scene.picture().bgr(), y * row, bgr, 3 * ((top + y) * LENGTH + left), row);
      }
      scene.truths().forEach(t -> truths.add(Truth.of(t.box().shift(left, top), t.classId())));
    }
    return new Picture(LENGTH, LENGTH, bgr);
  }

  /** How many of the defects a camera has told of, where they are in the whole frame. */
  private long found(String camera) throws Exception {
    List<ObjectEvent> events =
        EventLog.open(folder.resolve("data/events"), EventConfig.defaults()).newest(500).stream()
            .filter(event -> event.camera().equals(camera))
            .toList();
    return truths.stream().filter(t -> events.stream().anyMatch(e -> isOf(e, t))).count();
  }

  private static boolean isOf(ObjectEvent event, Truth truth) {
    List<Float> b = event.box();
    Box box = new Box(b.get(0) * LENGTH, b.get(1) * LENGTH, b.get(2) * LENGTH, b.get(3) * LENGTH);
    return event.label().equals(InspectionLine.LABELS.get(truth.classId()))
        && box.iou(truth.box()) > 0.5;
  }
}
