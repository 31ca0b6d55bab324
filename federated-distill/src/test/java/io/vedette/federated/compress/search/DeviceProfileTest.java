package io.vedette.federated.compress.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.TileSpec;
import io.vedette.detector.dataset.Sample;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.federated.compress.Cost;
import io.vedette.federated.compress.Exporter;
import io.vedette.federated.compress.LivedIn;
import io.vedette.federated.compress.RunsPerPicture;
import io.vedette.federated.compress.Workload;
import io.vedette.federated.compress.Workload.Convolution;
import io.vedette.federated.compress.Workload.Kind;
import io.vedette.federated.compress.input.Resized;
import io.vedette.federated.compress.quantize.Calibrators;
import io.vedette.federated.compress.quantize.Int8Recipe;
import io.vedette.federated.compress.quantize.Quantizer;
import io.vedette.federated.compress.search.DeviceProfile.Timed;
import io.vedette.federated.compress.search.Limit.Taken;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeviceProfileTest {

  @TempDir Path folder;

  /** Wide convolutions are twice as fast as narrow ones, 8 bits twice as fast as float. */
  private static DeviceProfile profile() {
    List<Timed> timed = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (boolean rounded : new boolean[] {false, true}) {
        double each = rounded ? 5 : 10;
        timed.add(new Timed(kind, 8, 1600, rounded, 0.1, 0.1 * each));
        timed.add(new Timed(kind, 128, 1600, rounded, 0.1, 0.05 * each));
      }
    }
    return new DeviceProfile("desk", "a processor", 2, 1, timed, List.of());
  }

  private static double milliseconds(double channels) throws DetectorException {
    return profile()
        .milliseconds(new Workload(List.of(new Convolution(Kind.DENSE, channels, 1600, 1, false))));
  }

  @Test
  void speedIsThatOfTheNearestTimings() throws Exception {
    assertThat(milliseconds(8)).isCloseTo(10, within(0.3));
    assertThat(milliseconds(128)).isCloseTo(5, within(0.3));
    assertThat(milliseconds(32)).isCloseTo(7.5, within(0.01));
  }

  @Test
  void aKindThatWasNotTimedIsNamed() {
    List<Timed> dense = profile().operators().stream().filter(t -> !t.rounded()).toList();
    DeviceProfile half = new DeviceProfile("desk", "a processor", 2, 1, dense, List.of());
    Convolution rounded = new Convolution(Kind.DEPTHWISE, 16, 400, 1, true);

    assertThatThrownBy(() -> half.milliseconds(new Workload(List.of(rounded))))
        .isInstanceOf(DetectorException.class)
        .hasMessage(
            "the profile of desk has no depthwise convolution in 8 bits; make it again with"
                + " vedette bench device");
  }

  @Test
  void whatIsWrittenIsReadAgainAndAnythingElseIsRefused() throws Exception {
    Path file = folder.resolve("profile.json");
    profile().write(file);

    assertThat(DeviceProfile.read(file)).isEqualTo(profile());
    Files.writeString(file, "{\"speed\": 3}");
    assertThatThrownBy(() -> DeviceProfile.read(file))
        .hasMessageContaining("no device profile (Unrecognized field \"speed\"");
    assertThatThrownBy(() -> DeviceProfile.read(folder.resolve("none.json")))
        .hasMessageContaining("make one with vedette bench device --output");
  }

  @Test
  void forecastsStartFromTheMeasuredOriginal() throws Exception {
    Graph graph = Exporter.fp32(LivedIn.network("vedette-pico"));
    DetectorSpec spec = SpecInference.infer(graph, Hints.NONE, "test");
    Forecast forecast = new Forecast(profile(), graph, spec, new RunsPerPicture(List.of()), 8);

    Taken own = forecast.inFloat(graph, spec);
    assertThat(own.latency()).isCloseTo(8, within(1e-9));
    assertThat(own.bytes()).isEqualTo(graph.toBytes().length);
    assertThat(forecast.inEightBits(graph, spec).latency()).isCloseTo(4, within(1e-9));

    Graph small = Resized.of(graph, 32, 32);
    Taken quarter = forecast.inFloat(small, SpecInference.infer(small, Hints.NONE, "test"));
    assertThat(quarter.latency()).isBetween(1.8, 2.4);
    assertThat(quarter.gflops()).isCloseTo(own.gflops() / 4, within(1e-6));

    Taken tiled = forecast.inFloat(graph, spec.withTiles(TileSpec.valueOf("2x2")));
    assertThat(tiled.latency()).as("four tiles and the whole").isCloseTo(5 * 8, within(1e-9));
    assertThat(tiled.gflops()).isCloseTo(5 * own.gflops(), within(1e-9));
    assertThat(tiled.bytes()).isEqualTo(own.bytes());

    // the graph takes 64 pixels: one tile of 100, three by one of 250 x 100
    RunsPerPicture looks = new RunsPerPicture(List.of(picture(100, 100), picture(250, 100)));
    DetectorSpec auto = spec.withTiles(TileSpec.valueOf("auto"));
    Forecast cut = new Forecast(profile(), graph, auto, looks, 25);
    assertThat(Cost.of(graph, auto, looks).gflops()).isCloseTo(2.5 * own.gflops(), within(1e-9));
    assertThat(cut.inFloat(graph, auto).gflops()).isCloseTo(2.5 * own.gflops(), within(1e-9));
    assertThat(cut.inFloat(graph, auto).latency()).isCloseTo(25, within(1e-9));
    assertThat(cut.inFloat(graph, spec).latency()).isCloseTo(10, within(1e-9));

    Graph rounded =
        Quantizer.watching(graph, spec, List.of(() -> LivedIn.picture(1)), 1)
            .int8(Int8Recipe.of(Calibrators.named("minmax")));
    assertThat(forecast.inEightBits(graph, spec).bytes())
        .isCloseTo(rounded.toBytes().length, within(rounded.toBytes().length * 0.25));
    assertThat(Workload.of(rounded, spec).gflops()).isCloseTo(own.gflops(), within(1e-9));
    assertThat(Workload.of(rounded, spec).convolutions().stream().filter(c -> c.rounded()).count())
        .isGreaterThan(20);
  }

  private static Sample picture(int width, int height) {
    return new Sample("p", Path.of("p.png"), width, height, List.of());
  }

  @Test
  void aPictureOfTooManyTilesIsNamed() throws Exception {
    DetectorSpec spec = SpecInference.infer(LivedIn.network("vedette-pico"), Hints.NONE, "test");
    DetectorSpec auto = spec.withTiles(TileSpec.valueOf("auto"));

    assertThatThrownBy(() -> new RunsPerPicture(List.of(picture(9000, 9000))).of(auto))
        .isInstanceOf(DetectorException.class)
        .hasMessageStartingWith("p.png: tiles ");
  }

  @Test
  void operatorsAreTimedInBothPrecisions() throws Exception {
    OperatorTiming timing = new OperatorTiming(1, 3);

    for (boolean rounded : new boolean[] {false, true}) {
      Timed timed = timing.time(new OperatorTiming.Case(Kind.DENSE, 32, 20, rounded));
      assertThat(timed.milliseconds()).isBetween(1e-3, 100.0);
      assertThat(timed.gflops()).isCloseTo(2 * 9 * 32 * 32 * 400 / 1e9, within(1e-12));
      assertThat(timed.rounded()).isEqualTo(rounded);
    }
    assertThat(OperatorTiming.cases().size()).isBetween(40, 150);
  }
}
