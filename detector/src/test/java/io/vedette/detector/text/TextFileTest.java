package io.vedette.detector.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.DetectorException;
import io.vedette.detector.SharedFiles;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts are read alike, however an editor or a shell has saved them. */
class TextFileTest {

  @TempDir private Path folder;

  private Path file(String text, Charset charset) throws IOException {
    return Files.write(folder.resolve("text.txt"), text.getBytes(charset));
  }

  @Test
  void everyEncodingAndLineEndGivesTheSameLines() throws Exception {
    for (String end : List.of("\n", "\r\n", "\r")) {
      String text = String.join(end, "café", "", "  two words \t", "last", "");
      for (Path file :
          List.of(
              file(text, UTF_8),
              file('\uFEFF' + text, UTF_8),
              file('\uFEFF' + text, UTF_16LE),
              file('\uFEFF' + text, UTF_16BE),
              file(text, UTF_16LE),
              file(text, UTF_16BE))) {
        assertThat(TextFile.read(file, 1000).lines())
            .containsExactly(
                new TextFile.Line(1, "café"),
                new TextFile.Line(3, "two words"),
                new TextFile.Line(4, "last"));
      }
    }
  }

  @Test
  void whatCannotBeReadIsToldInWords() throws Exception {
    assertRefused(file("ok\nStraße\n", ISO_8859_1), "text.txt:2: is no text in UTF-8");
    assertRefused(file("a\nb\0\n", UTF_8), "text.txt:2: is no text in UTF-8");
    assertRefused(file("x".repeat(101), UTF_8), "has more than the 100 bytes");
    assertRefused(folder, "is a folder, not a file");
    assertRefused(folder.resolve("none.txt"), "none.txt: there is no such file");
  }

  @Test
  void aFileThatHasNoEndIsReadToItsLimit() {
    Path endless = Path.of("/dev/zero");
    if (Files.exists(endless)) {
      assertRefused(endless, "has more than the 100 bytes");
    }
  }

  private static void assertRefused(Path file, String message) {
    assertThatThrownBy(() -> TextFile.read(file, 100))
        .isInstanceOf(DetectorException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("java.");
  }

  @Test
  void namesOfClassesAreCleanHoweverTheirListIsWritten() throws Exception {
    for (String name : List.of("labels-crlf", "labels-numbered")) {
      Path file = SharedFiles.of("cases/labels/" + name + ".txt");
      assertThat(LabelList.read(file)).as(name).containsExactly("car", "truck", "person");
    }
    for (String text :
        List.of(
            "0: car\n1: truck\n2: pick up\n",
            "1\tcar\n2\ttruck\n\n3\tpick up\n",
            "\uFEFFcar\rtruck\rpick up",
            "0,car\n1,truck\n2,pick up")) {
      assertThat(LabelList.read(file(text, UTF_8)))
          .as(text)
          .containsExactly("car", "truck", "pick up");
    }
    assertThat(LabelList.read(file("\uFEFF0 car\r\n1 truck\r\n", UTF_16LE)))
        .containsExactly("car", "truck");
  }

  @Test
  void numbersThatBelongToTheNamesStay() throws Exception {
    for (String text : List.of("1 euro\n2 euro", "3 wheeler\n4 wheeler van", "0 car\ntruck")) {
      assertThat(LabelList.read(file(text, UTF_8))).containsExactly(text.split("\n"));
    }
  }

  @Test
  void numbersThatLeaveOneOutAreRefused() throws Exception {
    Path file = file("0 car\n1 truck\n3 person\n", UTF_8);

    assertThatThrownBy(() -> LabelList.read(file))
        .hasMessageContaining("text.txt:3: the numbers of the labels skip 2");
  }
}
