package io.vedette.federated.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameAnswersTest {

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("answers.json");
  }

  @Test
  void whatIsWrittenIsRead() throws Exception {
    List<FrameAnswers> answers =
        List.of(
            new FrameAnswers(
                "a1", List.of(), List.of(new Detection(new Box(1, 2, 30, 40), 0, "open", 0.5f))),
            new FrameAnswers("b2", List.of(), List.of()));
    FrameAnswers.write(file(), answers);
    assertThat(FrameAnswers.read(file())).isEqualTo(answers);
  }

  @Test
  void aFileThatIsTooLargeIsNotRead() throws Exception {
    try (RandomAccessFile large = new RandomAccessFile(file().toFile(), "rw")) {
      large.setLength((64 << 20) + 1);
    }
    assertThatThrownBy(() -> FrameAnswers.read(file()))
        .isInstanceOf(IOException.class)
        .hasMessage("answers.json: answers of 67108865 bytes");
  }

  @Test
  void whatIsDamagedIsRefused() throws Exception {
    Files.writeString(file(), "[{\"frame\": \"a1\", \"baseline\": null, \"student\": []}]");
    assertThatThrownBy(() -> FrameAnswers.read(file())).isInstanceOf(IOException.class);
  }
}
