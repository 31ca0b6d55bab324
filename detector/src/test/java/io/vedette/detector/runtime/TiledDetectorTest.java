package io.vedette.detector.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.Picture;
import io.vedette.detector.SharedFiles;
import io.vedette.detector.TileSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.detector.image.Pictures;
import io.vedette.detector.image.Tiling.Tile;
import io.vedette.detector.runtime.TileMerge.Sighting;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TiledDetectorTest {

  private static final TileSpec TILES = new TileSpec("3x2", 0.3);
  private static final Hints SURE = Hints.NONE.withScoreThreshold(0.5);
  private static final Supplier<Path> MODEL = () -> SharedFiles.of("models/yolox_nano_416.onnx");

  @TempDir Path folder;

  private static final Tile LEFT = new Tile(0, 0, 120, 100);
  private static final Tile RIGHT = new Tile(80, 0, 120, 100);
  private static final Tile WHOLE = new Tile(0, 0, 200, 100);
  private static final TileMerge MERGE = new TileMerge(200, 100, false);

  private static Sighting seen(Tile in, int classId, double score, float x1, float x2) {
    Box box = new Box(x1, 10, x2, 50);
    return new Sighting(new Detection(box, classId, "l" + classId, (float) score), in);
  }

  private static List<Box> merged(Sighting... sightings) {
    return MERGE.merged(Arrays.asList(sightings)).stream().map(Detection::box).toList();
  }

  @Test
  void halvesThatATileBorderCutBecomeOneObject() {
    assertThat(merged(seen(LEFT, 0, 0.9, 10, 120), seen(RIGHT, 0, 0.6, 80, 190)))
        .containsExactly(new Box(10, 10, 190, 50));
  }

  @Test
  void aPieceGivesWayToTheWhole() {
    assertThat(merged(seen(LEFT, 0, 0.9, 90, 120), seen(RIGHT, 0, 0.6, 90, 150)))
        .containsExactly(new Box(90, 10, 150, 50));
    assertThat(merged(seen(RIGHT, 0, 0.6, 80, 150), seen(WHOLE, 0, 0.5, 20, 151)))
        .containsExactly(new Box(20, 10, 151, 50));
  }

  @Test
  void whatBothTilesSawWholeIsTheSurersWord() {
    assertThat(merged(seen(LEFT, 0, 0.6, 85, 110), seen(RIGHT, 0, 0.9, 86, 111)))
        .containsExactly(new Box(86, 10, 111, 50));
  }

  @Test
  void differentObjectsStayApart() {
    assertThat(merged(seen(LEFT, 0, 0.9, 10, 60), seen(RIGHT, 0, 0.6, 130, 180))).hasSize(2);
    assertThat(merged(seen(LEFT, 0, 0.9, 90, 120), seen(RIGHT, 1, 0.6, 90, 150))).hasSize(2);
    // one ends where the other begins
    assertThat(merged(seen(LEFT, 0, 0.9, 60, 100), seen(RIGHT, 0, 0.6, 100, 140))).hasSize(2);
    // suppression within a tile is the detector's own
    assertThat(merged(seen(LEFT, 0, 0.9, 10, 60), seen(LEFT, 0, 0.6, 12, 60))).hasSize(2);
  }

  /** A picture of four times the size shows each object once, where it is. */
  @Test
  void smallObjectsOfALargePictureAreSeen() throws Exception {
    Picture dog = Pictures.read(SharedFiles.of("fixtures/dog.jpg"));
    Picture large = wall(dog, 3, 2);
    try (Detector plain = OnnxDetector.open(MODEL.get(), SURE, RuntimeOptions.DEFAULT)) {
      Detector tiled = TiledDetector.over(plain, TILES);
      List<Detection> dogs =
          tiled.detect(large).stream().filter(d -> d.label().equals("dog")).toList();
      assertThat(dogs).hasSize(6);
      Detection one =
          plain.detect(dog).stream().filter(d -> d.label().equals("dog")).findFirst().orElseThrow();
      for (int i = 0; i < 6; i++) {
        Box wanted = one.box().shift(i % 3 * dog.width(), i / 3 * dog.height());
        assertThat(dogs)
            .anySatisfy(d -> assertThat(d.box().iou(wanted)).isCloseTo(1f, within(0.2f)));
      }
    }
  }

  @Test
  void aModelWhoseFileNamesTilesLooksAtTilesHoweverItIsOpened() throws Exception {
    Graph graph = Graph.read(MODEL.get());
    DetectorSpec whole = SpecInference.infer(graph, SURE, "m");
    Path file = folder.resolve("tiled.onnx");
    SpecInference.embed(graph, whole.withTiles(TILES)).write(file);
    Picture large = wall(Pictures.read(SharedFiles.of("fixtures/dog.jpg")), 3, 2);
    DetectorModel read = DetectorModel.read(file, Hints.NONE);
    byte[] bytes = read.bytes();
    DetectorSpec told = read.spec();
    try (Detector plain = OnnxDetector.open(bytes, whole, RuntimeOptions.DEFAULT);
        Detector own = OnnxDetector.open(file, Hints.NONE, RuntimeOptions.DEFAULT);
        Detector asked =
            OnnxDetector.open(file, Hints.NONE.withTiles(TileSpec.WHOLE), RuntimeOptions.DEFAULT)) {
      List<Detection> merged = TiledDetector.over(plain, TILES).detect(large);
      List<Detection> untiled = plain.detect(large);
      assertThat(merged).isNotEqualTo(untiled);
      assertThat(own.detect(large)).isEqualTo(merged);
      assertThat(own.spec().tiles()).isEqualTo(TILES);
      assertThat(own.runsOn()).endsWith(", tiles 3x2");
      assertThat(asked.detect(large)).isEqualTo(untiled);
      SharedDetector shared = SharedDetector.open(bytes, told, RuntimeOptions.DEFAULT, 1);
      try (Detector one = shared.join().orElseThrow();
          Detector other = shared.join(TileSpec.WHOLE).orElseThrow()) {
        assertThat(one.detect(large)).isEqualTo(merged);
        assertThat(other.detect(large)).isEqualTo(untiled);
      }
    }
  }

  @Test
  void aPictureThatTakesTooManyTilesIsSaid() throws Exception {
    try (Detector tiny = Brightness.open(1)) {
      Detector tiled = TiledDetector.over(tiny, TileSpec.valueOf("auto"));
      assertThat(tiled.detect(new Picture(60, 60, new byte[3 * 60 * 60]))).hasSize(0);
      assertThatThrownBy(() -> tiled.detect(new Picture(2000, 900, new byte[3 * 2000 * 900])))
          .isInstanceOf(DetectorException.class)
          .hasMessageContaining("a picture of 2000x900: tiles ")
          .hasMessageContaining("give columns and rows as 3x2");
    }
  }

  private static Picture wall(Picture picture, int columns, int rows) {
    int width = columns * picture.width();
    byte[] bgr = new byte[3 * width * rows * picture.height()];
    for (int y = 0; y < rows * picture.height(); y++) {
      for (int column = 0; column < columns; column++) {
        System.arraycopy(
            picture.bgr(),
            3 * (y % picture.height()) * picture.width(),
            bgr,
            3 * (y * width + column * picture.width()),
            3 * picture.width());
      }
    }
    return new Picture(width, rows * picture.height(), bgr);
  }
}
