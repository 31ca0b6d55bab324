package io.vedette.detector.dataset;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every wrong line is told by file and line, in one line. */
class BadDatasetTest {
  private static final String CATEGORIES = "\"categories\":[{\"id\":1,\"name\":\"a\"}],\n";

  @TempDir private Path folder;

  @Test
  void aFolderOfNoKnownFormNamesTheForms() {
    assertThatThrownBy(() -> Datasets.open(folder, null))
        .isInstanceOf(DetectorException.class)
        .hasMessageContainingAll(folder.toString(), "data.yaml", "annotations*.json", "DeepPCB");
    assertThatThrownBy(() -> Datasets.open(folder.resolve("nowhere"), null))
        .hasMessageContaining("there is no such file or folder");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "0.5 0.5 0.2 0.2 | expected 'class cx cy w h'",
        "2 0.5 0.5 0.2 0.2 | class 2 is outside 0 to 1",
        "-1 0.5 0.5 0.2 0.2 | class -1 is outside 0 to 1",
        "0 0.5 zero 0.2 0.2 | 'zero' is no number",
        "0 0.5 NaN 0.2 0.2 | 'NaN' is no number",
        "0 0.5 0.5 -0.2 0.2 | is inside out",
      })
  void yoloTellsFileAndLine(String line, String message) throws IOException {
    Files.writeString(folder.resolve("data.yaml"), "val: images\nnames: [crack, scratch]\n");
    Path images = Files.createDirectories(folder.resolve("images"));
    Pictures.write(images.resolve("a.png"), new Picture(100, 50, new byte[100 * 50 * 3]));
    Files.writeString(
        Files.createDirectories(folder.resolve("labels")).resolve("a.txt"),
        "0 0.5 0.5 0.2 0.2\n" + line + "\n");

    assertThatThrownBy(() -> Datasets.open(folder, null))
        .isInstanceOf(DetectorException.class)
        .hasMessageContaining("a.txt:2: ")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "1 2 3 4 | expected 'x1 y1 x2 y2 type'",
        "1 2 3 4 7 | type 7 is outside 1 to 6",
        "9 2 3 4 1 | is inside out",
      })
  void deepPcbTellsFileAndLine(String line, String message) throws IOException {
    Files.writeString(folder.resolve("test.txt"), "a.jpg a.txt\n");
    Pictures.write(folder.resolve("a_test.jpg"), new Picture(64, 64, new byte[64 * 64 * 3]));
    Files.writeString(folder.resolve("a.txt"), "1 2 3 4 5\n\n" + line + "\n");

    assertThatThrownBy(() -> Datasets.open(folder, "test"))
        .isInstanceOf(DetectorException.class)
        .hasMessageContaining("a.txt:3: ")
        .hasMessageContaining(message);
    assertThatThrownBy(() -> Datasets.open(folder, "val"))
        .hasMessageContaining("there is no split 'val'; there are: test");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"image_id\":1,\"category_id\":1,\"bbox\":[1,2,3]} | bbox needs four numbers",
        "{\"image_id\":1,\"category_id\":1,\"bbox\":[1,2,-3,4]} | is inside out",
        "{\"image_id\":9,\"category_id\":1,\"bbox\":[1,2,3,4]} | unknown image 9",
        "{\"image_id\":1,\"category_id\":9,\"bbox\":[1,2,3,4]} | unknown category 9",
        "{\"image_id\":1,\"category_id\":1} | 'bbox' is missing",
        "{\"image_id\":1,,} | no valid JSON",
      })
  void cocoTellsFileAndLine(String annotation, String message) throws IOException {
    Pictures.write(folder.resolve("a.jpg"), new Picture(9, 9, new byte[9 * 9 * 3]));
    Files.writeString(
        folder.resolve("annotations.json"),
        "{\"images\":[{\"id\":1,\"file_name\":\"a.jpg\",\"width\":9,\"height\":9}],\n"
            + CATEGORIES
            + "\"annotations\":[\n"
            + annotation
            + "]}\n");

    assertThatThrownBy(() -> Datasets.open(folder, null))
        .isInstanceOf(DetectorException.class)
        .hasMessageContaining("annotations.json:4: ")
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void vocTellsFileAndLineAndLoadsNothingFromOutside() throws IOException {
    Path xml = folder.resolve("a.xml");
    Files.writeString(
        xml, "<annotation>\n<object><name>a</name>\n<bndbox><xmin>1</xmin></bndbox></object>\n");
    assertThatThrownBy(() -> Datasets.open(folder, null)).hasMessageContaining("a.xml:3: ");

    Files.writeString(
        xml,
        "<!DOCTYPE annotation [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>\n"
            + "<annotation><object><name>&e;</name></object></annotation>\n");
    assertThatThrownBy(() -> Datasets.open(folder, null))
        .isInstanceOf(DetectorException.class)
        .hasMessageContaining("a.xml:2: ");
  }
}
