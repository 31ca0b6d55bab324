package io.vedette.federated.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.dataset.Dataset;
import io.vedette.scenario.Condition;
import io.vedette.scenario.ScenarioDataset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JobPicturesTest {

  @TempDir Path folder;
  private List<Path> pictures;

  @BeforeEach
  void draw() throws Exception {
    ScenarioDataset.write(folder, 5, 3, Condition.NORMAL, done -> {});
    try (Stream<Path> files = Files.walk(folder)) {
      pictures = files.filter(f -> f.toString().matches(".*\\.(jpg|png)")).sorted().toList();
    }
    assertThat(pictures).hasSize(3);
  }

  @Test
  void aDamagedPictureIsLeftOutAndTheOthersStay() throws Exception {
    byte[] bytes = Files.readAllBytes(pictures.get(1));
    Files.write(pictures.get(1), Arrays.copyOf(bytes, bytes.length / 2));

    Dataset data = JobPictures.open(folder);

    assertThat(data.samples()).hasSize(2);
  }

  @Test
  void aJobWithoutOnePictureIsRefused() throws Exception {
    for (Path picture : pictures) {
      Files.write(picture, new byte[] {1, 2, 3});
    }

    assertThatThrownBy(() -> JobPictures.open(folder))
        .hasMessageContaining("no picture can be used");
  }
}
