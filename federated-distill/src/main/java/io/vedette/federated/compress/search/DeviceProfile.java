package io.vedette.federated.compress.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.detector.DetectorException;
import io.vedette.federated.compress.Speed;
import io.vedette.federated.compress.Workload;
import io.vedette.federated.compress.Workload.Convolution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * How fast convolutions are on a device class: measured there, never looked up.
 *
 * @param processor as the machine calls it
 * @param threads that a model had
 * @param operators what was timed
 * @param models whole detectors that were timed too
 */
public record DeviceProfile(
    String deviceClass,
    String processor,
    int cores,
    int threads,
    List<Timed> operators,
    List<TimedModel> models)
    implements Speed {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /** Timings that an estimate is made of. */
  private static final int NEIGHBOURS = 3;

  private static final long MAX_BYTES = 16 << 20;

  /**
   * One convolution, timed.
   *
   * @param channels that go in and come out
   * @param cells height times width
   * @param milliseconds of one run
   */
  public record Timed(
      Workload.Kind kind,
      int channels,
      int cells,
      boolean rounded,
      double gflops,
      double milliseconds) {

    double perGflop() {
      return milliseconds / gflops;
    }
  }

  /**
   * A whole detector, timed.
   *
   * @param p50 median of a picture, milliseconds
   */
  public record TimedModel(String file, double gflops, double p50) {}

  public DeviceProfile {
    operators = operators == null ? List.of() : List.copyOf(operators);
    models = models == null ? List.of() : List.copyOf(models);
  }

  @Override
  public double milliseconds(Workload workload) throws DetectorException {
    double sum = 0;
    for (Convolution convolution : workload.convolutions()) {
      sum += milliseconds(convolution);
    }
    return sum;
  }

  /**
   * Speed changes with how many channels and cells there are: that of the nearest timings, in
   * doublings, is weighed by how near they are.
   */
  private double milliseconds(Convolution convolution) throws DetectorException {
    List<Timed> nearest =
        operators.stream()
            .filter(t -> t.kind() == convolution.kind() && t.rounded() == convolution.rounded())
            .sorted(Comparator.comparingDouble(t -> distance(t, convolution)))
            .limit(NEIGHBOURS)
            .toList();
    if (nearest.isEmpty()) {
      throw new DetectorException(
          String.format(
              "the profile of %s has no %s convolution in %s; make it again with vedette bench"
                  + " device",
              deviceClass,
              convolution.kind().name().toLowerCase(Locale.ROOT),
              convolution.rounded() ? "8 bits" : "float"));
    }
    double sum = 0;
    double weights = 0;
    for (Timed timed : nearest) {
      double weight = 1 / (0.1 + distance(timed, convolution));
      sum += weight * timed.perGflop();
      weights += weight;
    }
    return sum / weights * convolution.gflops();
  }

  private static double distance(Timed timed, Convolution convolution) {
    return Math.hypot(
        Math.log(timed.channels() / convolution.channels()),
        0.5 * Math.log((double) timed.cells() / convolution.cells()));
  }

  /** Writes JSON. */
  public void write(Path file) throws IOException {
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), this);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws DetectorException when the file is missing or no profile
   */
  public static DeviceProfile read(Path file) throws DetectorException {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
        throw new DetectorException(
            file + ": no device profile; make one with vedette bench device --output " + file);
      }
      DeviceProfile profile = JSON.readValue(file.toFile(), DeviceProfile.class);
      if (profile.operators().isEmpty()) {
        throw new DetectorException(file + ": nothing was timed; make the profile again");
      }
      return profile;
    } catch (JsonProcessingException e) {
      throw new DetectorException(
          file
              + ": no device profile ("
              + e.getOriginalMessage()
              + "); make one with vedette bench"
              + " device",
          e);
    } catch (IOException e) {
      throw new DetectorException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
