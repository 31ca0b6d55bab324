package io.vedette.edge.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.head.Hints;
import io.vedette.edge.TestModels;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenModelsTest {

  @TempDir Path folder;

  @Test
  void studentsOfTheSameFileShareIt() throws Exception {
    OpenModels models = new OpenModels(StudentConfig.defaults());
    Path file = TestModels.write(folder, 1);
    Path copy = Files.copy(file, folder.resolve("copy.onnx"));
    StudentDetectors first = models.infer(file, Hints.NONE);
    assertThat(models.infer(copy, Hints.NONE)).isSameAs(first);
    assertThat(models.known(copy, first.spec())).isSameAs(first);
    assertThat(models.known(copy, first.spec().withScoreThreshold(0.9f))).isNotSameAs(first);
    assertThat(models.infer(TestModels.write(folder, 2), Hints.NONE)).isNotSameAs(first);
  }
}
