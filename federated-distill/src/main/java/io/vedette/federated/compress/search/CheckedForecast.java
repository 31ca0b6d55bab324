package io.vedette.federated.compress.search;

import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.Picture;
import io.vedette.detector.evaluate.PairedTiming;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.runtime.DeviceClass;
import io.vedette.detector.runtime.OnnxDetector;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.federated.compress.Exporter;
import io.vedette.federated.compress.Workload;
import io.vedette.federated.compress.prune.ForecastTime;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * The time that is left after cutting channels, as a share of the original's: forecast and
 * measured. The forecast counts the convolutions alone, on the profile's machine; measured are
 * whole detectors, on this machine.
 *
 * @param measured in pairs, from pixels to boxes
 * @param rounded whether in 8 bits
 */
public record CheckedForecast(double forecast, double measured, boolean rounded) {

  /**
   * Forecasts, and times both as devices would run them, on noise: how long a picture takes hardly
   * depends on what is on it, and neither does how fast 8 bits are.
   *
   * @param original in training form, as {@code cut} is
   * @throws DetectorException when one cannot run, or the profile lacks a kind of convolution
   */
  public static CheckedForecast of(
      Graph original, Graph cut, DetectorSpec spec, DeviceProfile device, boolean rounded)
      throws DetectorException {
    ForecastTime time = new ForecastTime(device, rounded);
    double forecast = time.of(Workload.of(cut, spec)) / time.of(Workload.of(original, spec));
    Picture noise = noise(spec.input().width(), spec.input().height());
    RuntimeOptions runtime = RuntimeOptions.DEFAULT.withThreads(device.threads());
    try (Detector whole = open(original, spec, noise, rounded, runtime);
        Detector less = open(cut, spec, noise, rounded, runtime)) {
      PairedTiming timing = PairedTiming.of(whole, less, pair -> noise, forecast);
      return new CheckedForecast(forecast, timing.ratio().value(), rounded);
    }
  }

  private static Detector open(
      Graph training, DetectorSpec spec, Picture noise, boolean rounded, RuntimeOptions runtime)
      throws DetectorException {
    Graph form =
        rounded
            ? new Exporter(1, "minmax", 1).variants(training, List.of(() -> noise)).int8()
            : Exporter.fp32(training);
    return OnnxDetector.open(form.toBytes(), spec, runtime);
  }

  private static Picture noise(int width, int height) {
    byte[] pixels = new byte[3 * width * height];
    new Random(1).nextBytes(pixels);
    return new Picture(width, height, pixels);
  }

  /** A line for people. */
  public String text(DeviceProfile device) {
    String here =
        device.processor().equals(DeviceClass.processor()) ? "here" : "here, another processor";
    return String.format(
        Locale.ROOT,
        "time left in %s: %.3f as forecast for the convolutions on %s, %.3f as measured %s in"
            + " pairs",
        rounded ? "8 bits" : "float",
        forecast,
        device.deviceClass(),
        measured,
        here);
  }
}
