package io.vedette.detector.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.Box;
import io.vedette.detector.DetectorException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports as Ultralytics' tools write them, of keypoints and of polygons, with no kpt_shape. */
class UntoldKeypointsTest {

  private static final int PICTURES = 12;

  @TempDir Path root;

  private final Random random = new Random(4);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 5, 17})
  void keypointsOfTwoNumbersAreRefusedInOneLineAndReadWhenTheyAreTold(int keypoints)
      throws Exception {
    List<Box> boxes = export(() -> pose(keypoints));

    assertThatThrownBy(() -> Datasets.open(root, "val"))
        .isInstanceOf(DetectorException.class)
        .hasMessageContaining("labels/val/000.txt:1: " + (4 + 2 * keypoints) + " numbers")
        .hasMessageContaining(
            "add 'kpt_shape: [" + keypoints + ", 2]' to data.yaml for keypoints, or 'kpt_shape: [0")
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> Datasets.inspect(root, "val")).hasMessageContaining("kpt_shape");

    yaml("kpt_shape: [" + keypoints + ", 2]");
    assertBoxes(boxes);
  }

  @Test
  void keypointsWithConfidencesAreRefused() throws Exception {
    export(() -> confidentPose(4));

    assertThatThrownBy(() -> Datasets.open(root, "val"))
        .hasMessageContaining("add 'kpt_shape: [4, 3]' to data.yaml");
  }

  @Test
  void withoutADescriptionThereMustBeOne() throws Exception {
    export(() -> pose(5));
    root.resolve("data.yaml").toFile().delete();
    new DatasetFolder(root).text("classes.txt", "person");

    assertThatThrownBy(() -> Datasets.open(root, "val"))
        .hasMessageContaining("add 'kpt_shape: [5, 2]' to a data.yaml");
  }

  @Test
  void orientedBoxesAreStillReadAsTheirCorners() throws Exception {
    assertBoxes(export(() -> polygon(4)));
  }

  @Test
  void outlinesAreStillReadAsTheirCorners() throws Exception {
    assertBoxes(export(() -> polygon(3 + random.nextInt(20))));
  }

  @Test
  void cornersThatLookLikeKeypointsAreReadWhenTheyAreTold() throws Exception {
    yaml("");
    picture(0, ".5 .5 .4 .4 .35 .4 .6 .65");
    assertThatThrownBy(() -> Datasets.open(root, "val")).hasMessageContaining("kpt_shape: [2, 2]");

    yaml("kpt_shape: [0, 0]");
    assertBoxes(List.of(new Box(0.35f, 0.4f, 0.6f, 0.65f)));
  }

  /** An object: what its label file says, and the box that is right. */
  private record Labelled(String numbers, Box box) {}

  /** Makes one object. */
  private interface Maker {
    Labelled make();
  }

  private List<Box> export(Maker maker) throws Exception {
    yaml("");
    List<Box> boxes = new ArrayList<>();
    for (int i = 0; i < PICTURES; i++) {
      String[] lines = new String[3];
      for (int k = 0; k < lines.length; k++) {
        Labelled object = maker.make();
        lines[k] = object.numbers;
        boxes.add(object.box);
      }
      picture(i, lines);
    }
    return boxes;
  }

  private void yaml(String line) throws Exception {
    new DatasetFolder(root)
        .text("data.yaml", "path: .", "val: images/val", "names:", "  0: person", line);
  }

  private void picture(int number, String... objects) throws Exception {
    String name = String.format(Locale.ROOT, "%03d", number);
    String[] lines = new String[objects.length];
    for (int i = 0; i < objects.length; i++) {
      lines[i] = "0 " + objects[i];
    }
    new DatasetFolder(root)
        .pictures("images/val/" + name + ".png")
        .text("labels/val/" + name + ".txt", lines);
  }

  private void assertBoxes(List<Box> expected) throws Exception {
    List<Box> boxes =
        Datasets.open(root, "val").samples().stream()
            .flatMap(sample -> sample.truths().stream())
            .map(Truth::box)
            .toList();
    assertThat(boxes).hasSameSizeAs(expected);
    for (int i = 0; i < boxes.size(); i++) {
      assertThat(boxes.get(i).x1()).isCloseTo(100 * expected.get(i).x1(), Offset.offset(0.01f));
      assertThat(boxes.get(i).y1()).isCloseTo(50 * expected.get(i).y1(), Offset.offset(0.01f));
      assertThat(boxes.get(i).x2()).isCloseTo(100 * expected.get(i).x2(), Offset.offset(0.01f));
      assertThat(boxes.get(i).y2()).isCloseTo(50 * expected.get(i).y2(), Offset.offset(0.01f));
    }
  }

  /** A box with keypoints all over it; one in five is not labelled and at 0 0. */
  private Labelled pose(int keypoints) {
    Box box = box();
    StringBuilder numbers = new StringBuilder(text(box));
    for (int i = 0; i < keypoints; i++) {
      boolean labelled = i == 0 || random.nextInt(5) > 0;
      numbers.append(labelled ? within(box) : " 0.000000 0.000000");
    }
    return new Labelled(numbers.toString(), box);
  }

  private Labelled confidentPose(int keypoints) {
    Box box = box();
    StringBuilder numbers = new StringBuilder(text(box));
    for (int i = 0; i < keypoints; i++) {
      numbers.append(within(box)).append(number(random.nextFloat()));
    }
    return new Labelled(numbers.toString(), box);
  }

  /** Corners around an ellipse that is turned by any angle. */
  private Labelled polygon(int corners) {
    Box around = box();
    double turn = 2 * Math.PI * random.nextDouble();
    float cx = (around.x1() + around.x2()) / 2;
    float cy = (around.y1() + around.y2()) / 2;
    StringBuilder numbers = new StringBuilder();
    Box hull = new Box(1, 1, 0, 0);
    for (int i = 0; i < corners; i++) {
      double angle = turn + 2 * Math.PI * i / corners;
      float x = cx + (float) Math.cos(angle) * around.width() / 2;
      float y = cy + (float) Math.sin(angle) * around.height() / 2;
      numbers.append(number(x)).append(number(y));
      hull =
          new Box(
              Math.min(hull.x1(), x),
              Math.min(hull.y1(), y),
              Math.max(hull.x2(), x),
              Math.max(hull.y2(), y));
    }
    return new Labelled(numbers.toString().strip(), hull);
  }

  private Box box() {
    float width = 0.05f + 0.5f * random.nextFloat();
    float height = 0.05f + 0.5f * random.nextFloat();
    float x = (1 - width) * random.nextFloat();
    float y = (1 - height) * random.nextFloat();
    return new Box(x, y, x + width, y + height);
  }

  private String within(Box box) {
    return number(box.x1() + box.width() * random.nextFloat())
        + number(box.y1() + box.height() * random.nextFloat());
  }

  private static String text(Box box) {
    return (number((box.x1() + box.x2()) / 2)
            + number((box.y1() + box.y2()) / 2)
            + number(box.width())
            + number(box.height()))
        .strip();
  }

  private static String number(float value) {
    return String.format(Locale.ROOT, " %.6f", value);
  }
}
