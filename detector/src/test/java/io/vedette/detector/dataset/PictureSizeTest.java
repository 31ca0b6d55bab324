package io.vedette.detector.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.Box;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import io.vedette.detector.SharedFiles;
import io.vedette.detector.evaluate.CocoMetrics;
import io.vedette.detector.evaluate.Evaluation;
import io.vedette.detector.head.Hints;
import io.vedette.detector.image.EncodedPictures;
import io.vedette.detector.runtime.OnnxDetector;
import io.vedette.detector.runtime.RuntimeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A picture's size is that of the decoded picture, and boxes are in its pixels. */
class PictureSizeTest {

  /** EXIF's 6, as phones write it when they are held upright: stored 60x40, shown 40x60. */
  private static final byte[] ROTATE_90 = {
    'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 18, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0
  };

  private static final Box STORED = new Box(6, 4, 30, 12);
  private static final Box DISPLAYED = new Box(28, 6, 36, 30);

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"upright, val", "yolo, val", "coco-nosize,", "coco-displayed,"})
  void everyCaseMeansTheSameBoxes(String name, @Nullable String split) throws DetectorException {
    Path path = SharedFiles.of("cases/exif/" + name);
    Inspection inspection = Datasets.inspect(path, split);
    assertThat(inspection.problems()).isEmpty();
    Sample sample = inspection.dataset().samples().get(0);
    assertThat(sample.width()).isEqualTo(240);
    assertThat(sample.height()).isEqualTo(320);
    assertThat(sample.picture().width()).isEqualTo(240);
    assertThat(sample.picture().height()).isEqualTo(320);
    assertClose(sample.truths().get(0).box(), new Box(33.8f, 113.3f, 166.1f, 293.1f));
    assertClose(sample.truths().get(1).box(), new Box(30.5f, 70.3f, 240, 238.4f));
    assertThat(Datasets.open(path, split).samples()).isEqualTo(inspection.dataset().samples());
  }

  private static void assertClose(Box box, Box expected) {
    assertThat(new double[] {box.x1(), box.y1(), box.x2(), box.y2()})
        .containsExactly(
            new double[] {expected.x1(), expected.y1(), expected.x2(), expected.y2()}, within(0.1));
  }

  /** The truths are what this detector sees in the 8-bit picture that is stored upright. */
  @ParameterizedTest
  @CsvSource({
    "exif/upright, 1.0",
    "exif/yolo, 1.0",
    "exif/coco-nosize, 1.0",
    "exif/coco-displayed, 1.0",
    "grey/gray16, 0.95",
    "grey/thermal16, 0.95",
    "folders/tif, 0.95"
  })
  void everyCaseIsSeenAsItsControlIs(String name, double ap) throws DetectorException {
    assertThat(metrics("cases/" + name).ap()).isGreaterThanOrEqualTo(ap - 1e-6);
  }

  private static CocoMetrics metrics(String data) throws DetectorException {
    Hints hints =
        Hints.NONE.withScoreThreshold(Evaluation.SCORE_THRESHOLD).withNmsIou(Evaluation.NMS_IOU);
    Path model = SharedFiles.of("models/yolox_nano_416.onnx");
    try (Detector detector = OnnxDetector.open(model, hints, RuntimeOptions.DEFAULT)) {
      Dataset dataset = Datasets.open(SharedFiles.of(data), null);
      return Evaluation.of(detector, dataset, done -> {}).metrics();
    }
  }

  @Test
  void aToldSizeOfAnotherPictureIsRefusedByWhateverReadsPictures() throws DetectorException {
    Path path = SharedFiles.of("cases/folders/coco-wrongsize");
    assertThatThrownBy(() -> Datasets.open(path, null))
        .isInstanceOf(DetectorException.class)
        .hasMessageContaining("says 480x640, but ")
        .hasMessageContaining("has 240x320 pixels");
    assertThat(Datasets.inspect(path, null).problems())
        .extracting(Problem::kind)
        .containsExactly(Problem.Kind.WRONG_SIZE);
    Path labels = path.resolve("annotations.json");
    assertThat(CocoFile.read(labels).dataset().samples().get(0).width())
        .as("without pictures, as where detections in a file are measured")
        .isEqualTo(480);
  }

  private void turned(String name) throws IOException {
    Picture stored = new Picture(60, 40, new byte[3 * 60 * 40]);
    Files.write(folder.resolve(name), EncodedPictures.jpeg(stored, ROTATE_90));
  }

  private static String coco(int width, int height, Box... boxes) {
    StringBuilder images = new StringBuilder();
    StringBuilder annotations = new StringBuilder();
    for (int i = 0; i < boxes.length; i++) {
      String comma = i == 0 ? "" : ",";
      images.append(
          (comma + "{\"id\":%d,\"file_name\":\"%d.jpg\",\"width\":%d,\"height\":%d}")
              .formatted(i, i, width, height));
      Box box = boxes[i];
      annotations.append(
          (comma + "{\"id\":%d,\"image_id\":%d,\"category_id\":1,\"bbox\":[%s,%s,%s,%s]}")
              .formatted(i, i, box.x1(), box.y1(), box.width(), box.height()));
    }
    return "{\"images\":[%s],\"annotations\":[%s],\"categories\":[{\"id\":1,\"name\":\"x\"}]}"
        .formatted(images, annotations);
  }

  @Test
  void boxesOfTheStoredPictureAreTurnedAndThatIsSaidOnce() throws Exception {
    turned("0.jpg");
    turned("1.jpg");
    Path file = folder.resolve("annotations.json");
    Files.writeString(file, coco(60, 40, STORED, STORED));
    for (Findings findings : List.of(Findings.all(), Findings.endAtTheFirst())) {
      List<Sample> samples = CocoFile.read(file, folder, findings).dataset().samples();
      assertThat(samples).hasSize(2);
      for (Sample sample : samples) {
        assertThat(sample.width()).isEqualTo(40);
        assertThat(sample.truths().get(0).box()).isEqualTo(DISPLAYED);
      }
      assertThat(findings.remark())
          .startsWith(file + ":1: id 0: says 60x40, which is ")
          .contains("0.jpg as stored");
    }
    assertThat(Datasets.inspect(folder, null).problems()).isEmpty();
  }

  @Test
  void boxesOfTheDisplayedPictureStay() throws Exception {
    turned("0.jpg");
    Path file = folder.resolve("annotations.json");
    Files.writeString(file, coco(40, 60, DISPLAYED));
    Findings findings = Findings.endAtTheFirst();
    Sample sample = CocoFile.read(file, folder, findings).dataset().samples().get(0);
    assertThat(sample.truths().get(0).box()).isEqualTo(DISPLAYED);
    assertThat(findings.remark()).isNull();
  }

  @Test
  void vocTurnsThemToo() throws Exception {
    turned("a.jpg");
    String xml =
        "<annotation><filename>a.jpg</filename>"
            + "<size><width>%d</width><height>%d</height></size>"
            + "<object><name>x</name><bndbox><xmin>%s</xmin><ymin>%s</ymin>"
            + "<xmax>%s</xmax><ymax>%s</ymax></bndbox></object></annotation>";
    for (Box box : List.of(STORED, DISPLAYED)) {
      boolean stored = box == STORED;
      Files.writeString(
          folder.resolve("a.xml"),
          xml.formatted(
              stored ? 60 : 40, stored ? 40 : 60, box.x1(), box.y1(), box.x2(), box.y2()));
      Sample sample = Datasets.open(folder, null).samples().get(0);
      assertThat(sample.height()).isEqualTo(60);
      assertThat(sample.truths().get(0).box()).isEqualTo(DISPLAYED);
      assertThat(Datasets.inspect(folder, null).problems()).isEmpty();
    }
  }

  @Test
  void yoloSharesAreOfTheDisplayedPicture() throws Exception {
    Files.createDirectories(folder.resolve("images"));
    Files.createDirectories(folder.resolve("labels"));
    turned("images/a.jpg");
    Files.writeString(folder.resolve("data.yaml"), "train: images\nnames: [x]\n");
    Files.writeString(folder.resolve("labels/a.txt"), "0 0.5 0.5 1 0.5\n");
    Sample sample = Datasets.open(folder, null).samples().get(0);
    assertThat(sample.truths().get(0).box()).isEqualTo(new Box(0, 15, 40, 45));
  }

  @Test
  void whatCannotBeDecodedIsNotPassedOver() throws Exception {
    Files.createDirectories(folder.resolve("images"));
    Files.writeString(folder.resolve("data.yaml"), "train: images\nnames: [x]\n");
    Files.writeString(folder.resolve("images/IMG_1.HEIC"), "\0\0\0\30ftypheic\0\0\0\0mif1heic");
    Files.writeString(folder.resolve("images/._a.jpg"), "no picture");
    turned("images/a.jpg");
    assertThat(Datasets.inspect(folder, null).problems())
        .extracting(Problem::text)
        .containsExactly(
            folder.resolve("images/IMG_1.HEIC")
                + ": a HEIC picture, which cannot be decoded; save it as JPEG or PNG");
  }
}
