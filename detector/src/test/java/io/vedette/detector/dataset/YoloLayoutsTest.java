package io.vedette.detector.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.Box;
import io.vedette.detector.DetectorException;
import io.vedette.detector.SharedFiles;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** YOLO as labelling tools and people leave it. */
class YoloLayoutsTest {

  @TempDir private Path root;
  private DatasetFolder folder;

  @BeforeEach
  void begin() {
    folder = new DatasetFolder(root);
  }

  @ParameterizedTest
  @ValueSource(strings = {"conf", "classestxt", "imgs", "uppertxt", "tif"})
  void theCases(String name) throws DetectorException {
    Dataset dataset = Datasets.open(SharedFiles.of("cases/folders/" + name), "val");

    assertThat(dataset.samples()).hasSize(1);
    assertThat(dataset.samples().get(0).truths())
        .extracting(truth -> dataset.labels().get(truth.classId()))
        .containsExactly("dog", "bicycle");
    Box dog = dataset.samples().get(0).truths().get(0).box();
    int width = dataset.samples().get(0).width();
    assertThat(dog.x1()).isCloseTo((0.416563f - 0.551250f / 2) * width, within(0.1f));
  }

  @ParameterizedTest
  @CsvSource({
    "images/val, labels/val",
    "val/images, val/labels",
    "val/imgs, val/labels",
    "imgs/val, labels/val",
    "val, val",
    "Images/val, Labels/val",
    "images/val, images/val",
  })
  void labelsAreFoundWhereTheyUsuallyLie(String pictures, String labels) throws Exception {
    folder
        .text("my-set.yml", "val: " + pictures, "names: [a, b]")
        .pictures(pictures + "/x.png")
        .text(labels + "/x.txt", "1 0.5 0.5 0.2 0.4");

    assertOneBox(Datasets.open(root, "val"), "b");
  }

  private static void assertOneBox(Dataset dataset, String label) {
    assertThat(dataset.samples()).hasSize(1);
    List<Truth> truths = dataset.samples().get(0).truths();
    assertThat(truths).hasSize(1);
    assertThat(dataset.labels().get(truths.get(0).classId())).isEqualTo(label);
    assertThat(truths.get(0).box().x1()).isCloseTo(40, within(1e-3f));
    assertThat(truths.get(0).box().y2()).isCloseTo(35, within(1e-3f));
  }

  @Test
  void labelsThatAreNowhereAreNotTakenForNothing() throws Exception {
    folder.text("data.yaml", "train: images", "names: [a]").pictures("images/x.png");

    assertThatThrownBy(() -> DatasetSource.find(root, null).labelled("train"))
        .isInstanceOf(DetectorException.class)
        .hasMessageContaining("no object is labelled on its 1 pictures; labels were looked for in ")
        .hasMessageContaining(root.resolve("labels").toString());
    assertThatThrownBy(() -> Datasets.inspect(root, "train").labelled(root))
        .hasMessageContaining(root.resolve("labels").toString());
    assertThat(Datasets.open(root, "train").samples()).as("unlabelled pictures open").hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../valid/images",
        "valid/images",
        "/home/me/set/val/images",
        "C:\\set\\val\\images"
      })
  void aFolderThatIsCalledOtherwiseIsFound(String source) throws Exception {
    folder
        .text("data.yaml", "val: " + source, "nc: 2", "names: [a, b]")
        .pictures("validate/images/x.png", "val/images/x.png")
        .text("validate/labels/x.txt", "1 0.5 0.5 0.2 0.4")
        .text("val/labels/x.txt", "1 0.5 0.5 0.2 0.4");

    assertOneBox(Datasets.open(root, "val"), "b");
  }

  @Test
  void aFolderThatIsNowhereIsRefused() throws Exception {
    folder.text("data.yaml", "train: ../train/images", "names: [a]").pictures("images/x.png");

    assertThatThrownBy(() -> Datasets.open(root, "train"))
        .hasMessageContainingAll("data.yaml: there is no folder or list ", "looked for");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 .5 .5 .2 .4 .91 | ",
        "0 .5 .5 .2 .4 .45 .4 2 .5 .6 1 0 0 0 | ",
        "0 .5 .5 .2 .4 .45 .4 2 .5 .6 1 | ",
        "0 .5 .5 .2 .4 .1 .1 .9 .9 | [2, 2]",
        "0 .5 .5 .2 .4 .1 .1 .5 .9 .9 .7 | [2, 3]",
        "0 .5 .5 .2 .4 .1 .1 2 .9 .9 2 .8 | [2, 3]",
        "0 .4 .3 .6 .3 .6 .7 .4 .7 | ",
      })
  void scoresAndKeypointsAreNoCorners(String line, String keypoints) throws Exception {
    folder
        .text(
            "data.yaml",
            "val: images",
            "names: [b]",
            keypoints == null ? "" : "kpt_shape: " + keypoints)
        .pictures("images/x.png")
        .text("labels/x.txt", line);

    assertOneBox(Datasets.open(root, "val"), "b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 .5 .5 .2 .4 1.5 | expected 'class cx cy w h'",
        "0 .5 .5 .2 .4 .5 .5 .5 | expected 'class cx cy w h'",
        "0 .5 .5 .2 | expected 'class cx cy w h'",
        "3 .5 .5 .2 .4 | class 3 is outside 0 to 0: data.yaml names 1 class",
      })
  void whatIsNeitherIsRefused(String line, String message) throws Exception {
    folder
        .text("data.yaml", "val: images", "names: [b]")
        .pictures("images/x.png")
        .text("labels/x.txt", line);

    assertThatThrownBy(() -> Datasets.open(root, "val"))
        .hasMessageContaining("x.txt:1: " + message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void everyTextMayHaveAByteOrderMarkAndOtherLineEnds(String charset) throws Exception {
    folder.pictures("images/x.png", "images/y.png");
    save(charset, "data.yaml", "val: list.txt\r\nnames:\r\n  0: a\r\n  1: b\r\n");
    save(charset, "list.txt", "images/x.png\r\n\r\nimages\\y.png \r\n");
    save(charset, "labels/x.txt", "1 0.5 0.5 0.2 0.4\r\r");
    save(charset, "labels/y.txt", "");

    Dataset dataset = Datasets.open(root, "val");

    assertThat(dataset.labels()).containsExactly("a", "b");
    assertThat(dataset.samples()).hasSize(2);
    assertThat(dataset.objects()).isEqualTo(1);
  }

  private void save(String charset, String name, String text) throws Exception {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, ('\uFEFF' + text).getBytes(Charset.forName(charset)));
  }

  @Test
  void darknet() throws Exception {
    folder
        .text("obj.data", "classes = 2", "train = data/train.txt", "names = data/obj.names")
        .text("obj.names", "a", "b")
        .text("train.txt", "data/obj_train_data/x.png")
        .pictures("obj_train_data/x.png")
        .text("obj_train_data/x.txt", "1 0.5 0.5 0.2 0.4");

    assertThat(DatasetSource.find(root, null).splits()).containsExactly("train");
    assertOneBox(Datasets.open(root, "train"), "b");
  }

  @ParameterizedTest
  @CsvSource({"x.png, x.txt, classes.txt", "images/x.png, labels/x.txt, labels/classes.txt"})
  void aListOfClassesIsEnough(String picture, String labels, String classes) throws Exception {
    folder.text(classes, "0 a", "1 b").pictures(picture).text(labels, "1 0.5 0.5 0.2 0.4");

    assertThat(DatasetSource.find(root, null).splits()).isEmpty();
    assertOneBox(Datasets.open(root, null), "b");
  }

  @Test
  void severalDescriptionsAreNotChosenFromSilently() throws Exception {
    folder
        .pictures("images/x.png")
        .text("labels/x.txt", "0 0.5 0.5 0.2 0.4")
        .text("one.yaml", "val: images", "names: [b]")
        .text("two.yaml", "val: images", "names: [c]")
        .text("compose.yaml", "services: {}");

    assertThatThrownBy(() -> Datasets.open(root, "val"))
        .hasMessageContaining("name one of them as the data: one.yaml, two.yaml");
    assertOneBox(Datasets.open(root.resolve("one.yaml"), "val"), "b");
  }

  @Test
  void aDescriptionThatContradictsItselfIsRefused() throws Exception {
    folder.text("data.yaml", "val: images", "nc: 5", "names: [a, b]").pictures("images/x.png");

    assertThatThrownBy(() -> Datasets.open(root, "val"))
        .hasMessageContaining("data.yaml: contradicts itself: nc is 5, but names has 2");
  }
}
