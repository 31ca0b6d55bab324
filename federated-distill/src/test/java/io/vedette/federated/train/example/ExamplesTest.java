package io.vedette.federated.train.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.InputSpec;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Sample;
import io.vedette.federated.train.Drawings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExamplesTest {

  @TempDir Path folder;

  @Test
  void aPictureThatComesOftenIsReadOnce() throws Exception {
    Dataset two = Drawings.write(folder, 2, 1);
    List<Sample> s = two.samples();
    Dataset often = two.withSamples(List.of(s.get(0), s.get(1), s.get(0)));

    Examples examples =
        new Examples(often, InputSpec.standard("images", 64, 64), two.labels(), 1 << 20);

    assertThat(examples.size()).isEqualTo(3);
    assertThat(examples.get(2)).isSameAs(examples.get(0)).isNotSameAs(examples.get(1));
  }
}
