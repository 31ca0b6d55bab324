package io.vedette.federated.train.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Picture;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.image.Pictures;
import io.vedette.federated.train.EpochReport;
import io.vedette.federated.train.loss.LossParts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurvesTest {

  private static final Dataset NOTHING = new Dataset("", List.of(), List.of());

  @TempDir private Path folder;

  static List<EpochReport> history(int epochs, boolean measured) {
    return IntStream.rangeClosed(1, epochs)
        .mapToObj(
            e -> {
              double done = (double) e / epochs;
              double ap50 = measured ? 0.9 * Math.sqrt(done) - 0.2 * done * done : Double.NaN;
              LossParts loss =
                  new LossParts(4 - 2 * done, 2 / (1 + 4 * done), 3 - done, measured ? 0.4 : 0);
              return new EpochReport(e, loss, ap50, ap50 * 0.6, 10, 0.002 * (1 - 0.99 * done));
            })
        .toList();
  }

  @Test
  void threeChartsWhereAccuracyIsMeasuredElseTwo() throws Exception {
    Picture three = Pictures.decode(Curves.png(history(40, true)), "curves");
    Picture two = Pictures.decode(Curves.png(history(1, false)), "curves");

    assertThat(three.width()).isEqualTo(1000);
    assertThat(three.height()).isEqualTo(3 * 380);
    assertThat(two.height()).isEqualTo(2 * 380);
  }

  @Test
  void moreEpochsDrawAnotherPicture() throws Exception {
    assertThat(Curves.png(history(40, true))).isNotEqualTo(Curves.png(history(39, true)));
  }

  @Test
  void aPictureIsNotDrawnTooOftenButAlwaysAtTheEnd() throws Exception {
    Clock still = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    Curves curves = new Curves(folder, new MinimumInterval(Duration.ofSeconds(5), still));
    Path file = folder.resolve("curves.png");
    curves.onStart(List.of(), NOTHING);
    curves.onEpoch(history(1, true), null);
    byte[] first = Files.readAllBytes(file);

    curves.onEpoch(history(2, true), null);
    assertThat(Files.readAllBytes(file)).isEqualTo(first);
    curves.onEnd();
    assertThat(Files.readAllBytes(file)).isEqualTo(Curves.png(history(2, true)));
  }
}
