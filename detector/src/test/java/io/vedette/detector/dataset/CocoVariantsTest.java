package io.vedette.detector.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.Box;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** COCO as tools other than COCO's write it. */
class CocoVariantsTest {

  @TempDir private Path root;
  private DatasetFolder folder;

  @BeforeEach
  void begin() {
    folder = new DatasetFolder(root);
  }

  private static String coco(String fileName, String size, String annotation) {
    return """
        {"images": [{"id": 7, "file_name": "%s", %s}],
         "categories": [{"id": "3", "name": "crack"}],
         "annotations": [{"id": 1, "image_id": "7", "category_id": "3", %s}]}"""
        .formatted(fileName.replace("\\", "\\\\"), size, annotation);
  }

  private static final String SIZE = "\"width\": 100, \"height\": 50";
  private static final String BOX = "\"bbox\": [10, 20, 20, 10]";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"bbox\": [\"10\", \"20.0\", \"20\", 10]",
        "\"segmentation\": [[10, 20, 30, 20, 30, 25], [12, 20, 20, 30, 15, 21]]",
        "\"bbox\": [], \"segmentation\": [[10, 20, 30, 20, 30, 30, 10, 30]]",
        "\"bbox\": null, \"segmentation\": [[10, 20, 30, 20, 30, 30, 10, 30]]",
        "\"segmentation\": {\"size\": [50, 100], \"counts\": [520, 10, 40, 10, 890, 10, 3520]}",
        // the same in COCO's compressed form, every column of it
        "\"segmentation\": {\"size\": [50, 100], \"counts\":"
            + " \"X`0:X10000000000000000000000000000000000000h\\\\3\"}",
      })
  void boxesMayBeTextsOrOutlines(String annotation) throws Exception {
    folder.pictures("x.png").text("annotations.json", coco("x.png", SIZE, annotation));

    Dataset dataset = Datasets.open(root, null);

    assertThat(dataset.labels()).containsExactly("crack");
    assertThat(dataset.samples().get(0).truths()).extracting(Truth::box).hasSize(1);
    assertThat(dataset.samples().get(0).truths().get(0).box()).isEqualTo(new Box(10, 20, 30, 30));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"bbox\": [\"ten\", 20, 20, 10] | bbox is no number: \"ten\"",
        "\"segmentation\": [[10, 20, 30, 20]] | a polygon needs corners",
        "\"segmentation\": [[10, 20, 30, 20, 30, null]] | is no number",
        "\"segmentation\": {\"size\": [50, 100], \"counts\": [6000]} | do not fit its size",
        "\"segmentation\": {\"size\": [50, 100], \"counts\": [5000]} | a mask is empty",
        "\"segmentation\": {\"size\": [50, 100], \"counts\": \"}}\"} | cannot be decoded",
        "\"segmentation\": {\"size\": [99999999, 99999999], \"counts\": [1]} | needs its size",
        "\"segmentation\": [] | 'bbox' is missing, and there is no segmentation",
      })
  void whatIsNoBoxIsRefused(String annotation, String message) throws Exception {
    folder.pictures("x.png").text("annotations.json", coco("x.png", SIZE, annotation));

    assertThatThrownBy(() -> Datasets.open(root, null))
        .hasMessageContainingAll("annotations.json:3: id 1: ", message);
  }

  @ParameterizedTest
  @CsvSource({
    "images\\val\\x.png, images/val/x.png",
    "C:\\set\\val\\x.png, val/x.png",
    "/home/me/set/images/x.png, images/x.png",
    "set/images/x.png, images/x.png",
    "x.png, val/images/x.png",
    "x.png, JPEGImages/x.png",
  })
  void picturesAreFoundThoughTheirPathsAreOfAnotherMachine(String told, String there)
      throws Exception {
    folder.pictures(there).text("annotations/instances_val.json", coco(told, SIZE, BOX));

    Dataset dataset = Datasets.open(root, "val");

    assertThat(dataset.samples().get(0).file()).isEqualTo(root.resolve(there).toAbsolutePath());
  }

  @Test
  void sizesMayBeTextsOrMissing() throws Exception {
    String size = "\"width\": \"100\", \"height\": null";
    folder.pictures("x.png").text("annotations.json", coco("x.png", size, BOX));

    assertThat(Datasets.open(root, null).samples().get(0).height()).isEqualTo(50);
    folder.text("annotations.json", coco("x.png", "\"width\": \"wide\"", BOX));
    assertThatThrownBy(() -> Datasets.open(root, null)).hasMessageContaining("width is no number");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void aByteOrderMarkIsNoPartOfIt(String charset) throws Exception {
    folder.pictures("x.png");
    Files.write(
        root.resolve("annotations.json"),
        ('\uFEFF' + coco("x.png", SIZE, BOX)).getBytes(Charset.forName(charset)));

    assertThat(Datasets.open(root, null).objects()).isEqualTo(1);
  }

  @Test
  void oneOfSeveralFilesIsChosenBySplitOrName() throws Exception {
    folder
        .pictures("x.png")
        .text("annotations/instances_val2017.json", coco("x.png", SIZE, BOX))
        .text("annotations/person_keypoints_val2017.json", coco("x.png", SIZE, BOX))
        .text("annotations/instances_train2017.json", coco("x.png", SIZE, BOX))
        .text("annotations/captions_val2017.json", "{\"images\": [], \"annotations\": []}");

    DatasetSource source = DatasetSource.find(root, null);

    assertThat(source.splits()).containsExactly("train", "val");
    assertThat(source.open("train").samples()).hasSize(1);
    assertThat(source.open("instances_val2017").samples()).hasSize(1);
    assertThatThrownBy(() -> source.open("val"))
        .hasMessageContaining("several annotation files of the split 'val'")
        .hasMessageContaining("instances_val2017, person_keypoints_val2017");
    assertThatThrownBy(() -> source.open(null)).hasMessageContaining("several annotation files");
  }

  @Test
  void theFormIsChosenWhereAFolderHoldsSeveral() throws Exception {
    folder
        .pictures("x.png")
        .text("annotations.json", coco("x.png", SIZE, BOX))
        .voc("x.xml", "x.png", "dent");

    assertThat(DatasetSource.find(root, null).form()).isEqualTo("coco");
    assertThat(DatasetSource.find(root, "voc").open(null).labels()).containsExactly("dent");
    assertThatThrownBy(() -> DatasetSource.find(root, "yolo"))
        .hasMessageContaining(root + ": is not YOLO");
    assertThatThrownBy(() -> DatasetSource.find(root, "coca"))
        .hasMessageContainingAll("'coca' is no form of datasets; there are ", "coco");
  }

  @Test
  void deepNestingIsRefused() throws Exception {
    String deep = "[".repeat(1000) + "]".repeat(1000);
    folder.text("annotations.json", coco("x.png", SIZE, BOX + ", \"attributes\": " + deep), "");

    assertThatThrownBy(() -> Datasets.open(root, null)).hasMessageContaining("no valid JSON");
  }
}
