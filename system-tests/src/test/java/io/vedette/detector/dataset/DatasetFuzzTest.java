package io.vedette.detector.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Data sets of strangers, in each form: inspected, or refused in words. */
class DatasetFuzzTest {

  private static final List<String> FILES =
      List.of(
          "annotations.json",
          "data.yaml",
          "labels/a.txt",
          "annotations/a.xml",
          "annotations.xml",
          "trainval.txt",
          "classes.txt");

  private static Path folder;

  /** The first byte chooses the file, the others are its text. */
  @FuzzTest(maxExecutions = 100_000, maxDuration = "")
  void dataset(byte[] bytes) throws IOException {
    if (bytes.length == 0) {
      return;
    }
    Path root = folder();
    Path file = root.resolve(FILES.get(Byte.toUnsignedInt(bytes[0]) % FILES.size()));
    Files.createDirectories(file.getParent());
    Files.write(file, java.util.Arrays.copyOfRange(bytes, 1, bytes.length));
    try {
      assertThat(Datasets.inspect(root, null)).isNotNull();
    } catch (DetectorException e) {
      assertThat(e.getMessage()).isNotBlank();
    } finally {
      Files.delete(file);
      if (!file.getParent().equals(root)) {
        Files.delete(file.getParent());
      }
    }
  }

  /** With one picture, which the files may name. */
  private static Path folder() throws IOException {
    if (folder == null) {
      // Deep: what a file says of its place leads to other folders of this test at most.
      folder =
          Files.createDirectories(
              Files.createTempDirectory("vedette-fuzz").resolve("1/2/3/4/5/6/7/8"));
      Pictures.write(folder.resolve("a.png"), new Picture(4, 4, new byte[48]));
      Pictures.write(
          Files.createDirectory(folder.resolve("images")).resolve("a.png"),
          new Picture(4, 4, new byte[48]));
    }
    return folder;
  }
}
