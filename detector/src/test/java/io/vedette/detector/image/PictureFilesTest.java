package io.vedette.detector.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.DetectorException;
import io.vedette.detector.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFilesTest {

  @TempDir private Path folder;

  private List<String> names(List<Path> files) {
    return files.stream().map(file -> folder.relativize(file).toString()).toList();
  }

  private void files(String... names) throws IOException {
    for (String name : names) {
      Files.createDirectories(folder.resolve(name).getParent());
      Files.writeString(folder.resolve(name), "");
    }
  }

  @Test
  void anotherSystemsNotesAreNoPictures() throws DetectorException {
    assertThat(PictureFiles.under(SharedFiles.of("cases/folders/pics")))
        .extracting(file -> file.getFileName().toString())
        .containsExactly("2.jpg", "10.jpg", "e.gif", "f.webp");
  }

  @Test
  void whatIsHiddenOrOtherIsPassedOver() throws Exception {
    files("a.JPG", "._a.jpg", ".b.png", "c.txt", "jpg", ".thumbs/d.jpg", "in/e.tiff", "in/f.HEIC");
    assertThat(names(PictureFiles.under(folder)))
        .containsExactly("a.JPG", "in/e.tiff", "in/f.HEIC");
    assertThat(names(PictureFiles.in(folder))).containsExactly("a.JPG");
  }

  @Test
  void aHiddenFolderMayBeAskedFor() throws Exception {
    files(".hidden/a.jpg");
    assertThat(PictureFiles.under(folder.resolve(".hidden"))).hasSize(1);
  }

  @Test
  void linkedFoldersAreLookedInto() throws Exception {
    files("real/a.jpg");
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));
    assertThat(PictureFiles.under(link)).containsExactly(link.resolve("a.jpg"));
    assertThat(names(PictureFiles.under(folder))).containsExactly("link/a.jpg", "real/a.jpg");
  }

  @Test
  void namesAreSortedAsPeopleCount() throws Exception {
    files("10.jpg", "2.jpg", "02.jpg", "a10b2.jpg", "a10b1.jpg", "a9.jpg", "1/x.jpg", "1/y10.jpg");
    files("1/y9.jpg", "12345678901234567890.jpg", "12345678901234567891.jpg");
    assertThat(names(PictureFiles.under(folder)))
        .containsExactly(
            "1/x.jpg",
            "1/y9.jpg",
            "1/y10.jpg",
            "02.jpg",
            "2.jpg",
            "10.jpg",
            "12345678901234567890.jpg",
            "12345678901234567891.jpg",
            "a9.jpg",
            "a10b1.jpg",
            "a10b2.jpg");
  }
}
