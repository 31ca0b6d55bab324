package io.vedette.federated.train.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Box;
import io.vedette.detector.dataset.Sample;
import io.vedette.detector.dataset.Truth;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PredictionsTest {

  private static Stream<Sample> samples(String name, int count, List<Truth> truths) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Sample(name + i, Path.of(name + i), 9, 9, truths));
  }

  private static List<String> chosen(int withObjects, int without) {
    List<Truth> one = List.of(Truth.of(new Box(1, 1, 5, 5), 0));
    return Predictions.choose(
            Stream.concat(samples("empty", without, List.of()), samples("full", withObjects, one))
                .toList())
        .stream()
        .map(Sample::id)
        .toList();
  }

  @Test
  void picturesWithObjectsAreChosenFromTheWholeSet() {
    assertThat(chosen(60, 100))
        .containsExactly("full0", "full10", "full20", "full30", "full40", "full50");
    assertThat(chosen(2, 100))
        .containsExactly("full0", "full1", "empty0", "empty1", "empty2", "empty3");
    assertThat(chosen(1, 1)).containsExactly("full0", "empty0");
    assertThat(chosen(0, 0)).isEmpty();
  }
}
