package io.vedette.detector.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.Box;
import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written in a form is read from it again. */
class DatasetWriterTest {

  @TempDir Path folder;

  static Stream<String> forms() {
    return DatasetWriter.byName().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("forms")
  void annotationsComeBackAsTheyWere(String form) throws Exception {
    Dataset dataset =
        new Dataset(
            "boards",
            List.of("open", "it's <short>"),
            List.of(
                new Sample(
                    "a",
                    picture("a-1"),
                    60,
                    40,
                    List.of(
                        Truth.of(new Box(3, 6, 30.5f, 20), 0), Truth.of(new Box(0, 0, 60, 40), 1))),
                new Sample("b", picture("b-2"), 60, 40, List.of())));

    DatasetWriter.byName().get(form).write(dataset, folder);
    Dataset read = Datasets.open(folder, null);

    assertThat(read.samples()).hasSize(2);
    for (Sample wrote : dataset.samples()) {
      Sample found =
          read.samples().stream()
              .filter(s -> s.file().getFileName().equals(wrote.file().getFileName()))
              .findFirst()
              .orElseThrow();
      assertThat(found.truths()).hasSameSizeAs(wrote.truths());
      for (int i = 0; i < wrote.truths().size(); i++) {
        Truth one = wrote.truths().get(i);
        Truth other = found.truths().get(i);
        assertThat(read.labels().get(other.classId()))
            .isEqualTo(dataset.labels().get(one.classId()));
        assertThat(other.box().x1()).isCloseTo(one.box().x1(), within(0.01f));
        assertThat(other.box().y1()).isCloseTo(one.box().y1(), within(0.01f));
        assertThat(other.box().x2()).isCloseTo(one.box().x2(), within(0.01f));
        assertThat(other.box().y2()).isCloseTo(one.box().y2(), within(0.01f));
      }
    }
  }

  private Path picture(String name) throws Exception {
    Path file = folder.resolve("images").resolve(name + ".jpg");
    Files.createDirectories(file.getParent());
    Files.write(file, Pictures.encodeJpeg(new Picture(60, 40, new byte[60 * 40 * 3]), 80));
    return file;
  }
}
