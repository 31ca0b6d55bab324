package io.vedette.detector.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.Box;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pascal VOC's files in the folders in which people keep them. */
class VocLayoutsTest {

  @TempDir private Path root;
  private DatasetFolder folder;

  @BeforeEach
  void begin() {
    folder = new DatasetFolder(root);
  }

  @ParameterizedTest
  @CsvSource({
    "labels/train, images/train",
    "labels/train, train",
    "Annotations/train, JPEGImages/train",
    "annotations/Train, images",
    "train, train",
    "train/Annotations, train/JPEGImages",
    "Train/labels, Train/images",
  })
  void splitsAreFolders(String annotations, String pictures) throws Exception {
    folder
        .pictures(pictures + "/x.png", validation(pictures) + "/y.png")
        .voc(annotations + "/x.xml", "x.png", "crack")
        .voc(validation(annotations) + "/y.xml", "y.png", "dent");

    DatasetSource source = DatasetSource.find(root, "voc");

    assertThat(source.splits()).hasSize(2);
    assertThat(UsualSplits.of(source).trained()).isEqualTo("train");
    assertOneBox(source.open("train"), "x.png", "crack");
    assertOneBox(source.open("val"), "y.png", "dent");
  }

  private static String validation(String train) {
    return train.replace("train", "val").replace("Train", "Validation");
  }

  private static void assertOneBox(Dataset dataset, String picture, String label) {
    assertThat(dataset.labels()).containsExactly(label);
    assertThat(dataset.samples()).hasSize(1);
    assertThat(dataset.samples().get(0).file()).hasFileName(picture);
    assertThat(dataset.samples().get(0).truths())
        .containsExactly(Truth.of(new Box(10, 20, 30, 40), 0));
  }

  @ParameterizedTest
  @CsvSource({"annotations/xmls, images", "Annotations, JPEGImages", "labels, imgs", "xml, data"})
  void annotationsLieInAFolderOfTheirOwn(String annotations, String pictures) throws Exception {
    folder.pictures(pictures + "/x.png").voc(annotations + "/x.xml", "x.png", "crack");

    assertOneBox(Datasets.open(root, null), "x.png", "crack");
  }

  @ParameterizedTest
  @CsvSource({"ImageSets/Main", "imagesets/main", "ImageSets", "annotations"})
  void listsTellSplits(String lists) throws Exception {
    folder
        .pictures("images/x.png", "images/y.png")
        .voc("annotations/xmls/x.xml", "x.png", "crack")
        .voc("annotations/xmls/y.xml", "y.png", "dent")
        .text(lists + "/train.txt", "", "# a comment", "x 1 1 2  ", "")
        .text(lists + "/test.txt", "\uFEFFy.png\r");

    DatasetSource source = DatasetSource.find(root, null);

    assertThat(source.splits()).containsExactlyInAnyOrder("train", "test");
    assertOneBox(source.open("train"), "x.png", "crack");
    assertOneBox(source.open("test"), "y.png", "dent");
    assertThat(source.open(null).samples()).hasSize(2);
    assertThatThrownBy(() -> source.open("val"))
        .hasMessageContaining("there is no split 'val'; there are: ")
        .hasMessageContaining("train");
  }

  @Test
  void aListOfOtherPicturesIsRefused() throws Exception {
    folder
        .pictures("images/x.png")
        .voc("annotations/x.xml", "x.png", "crack")
        .text("ImageSets/Main/train.txt", "a", "b");

    assertThatThrownBy(() -> Datasets.open(root, "train"))
        .hasMessageContaining("train.txt: none of the 2 names in it has an annotation");
  }

  @ParameterizedTest
  @CsvSource({"C:\\pictures\\x.png", "/home/me/pictures/x.png", "x", "''", "another.png", "x.PNG"})
  void aPictureMayHaveBeenCalledOtherwise(String name) throws Exception {
    folder.pictures("images/x.png").voc("annotations/x.xml", name, "crack");

    assertOneBox(Datasets.open(root, null), "x.png", "crack");
  }

  @Test
  void byteOrderMarksOutrankTheEncodingThatIsTold() throws Exception {
    folder.pictures("x.png").voc("x.xml", "x.png", "Riß");
    String xml = Files.readString(root.resolve("x.xml"));
    Files.write(
        root.resolve("x.xml"),
        ("\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n" + xml)
            .getBytes(StandardCharsets.UTF_16LE));

    assertOneBox(Datasets.open(root, null), "x.png", "Riß");
  }

  @Test
  void deepNestingIsRefused() throws Exception {
    String deep = "<a>".repeat(100_000);
    folder.pictures("x.png").text("x.xml", "<annotation>" + deep);

    assertThatThrownBy(() -> Datasets.open(root, null)).hasMessageContaining("no valid XML");
  }
}
