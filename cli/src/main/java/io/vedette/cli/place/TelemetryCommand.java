package io.vedette.cli.place;

import io.vedette.cli.check.InputPath;
import io.vedette.cli.check.Range;
import io.vedette.cli.option.CsvOption;
import io.vedette.cli.option.JsonOption;
import io.vedette.edge.telemetry.Telemetry;
import io.vedette.edge.telemetry.TelemetryFiles;
import io.vedette.edge.telemetry.TelemetrySample;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette telemetry}: what a recording of telemetry says, and what it lacks. */
@Command(
    name = "telemetry",
    mixinStandardHelpOptions = true,
    description = {
      "Show what a telemetry file says: where the camera was, how high, where it looked.",
      "",
      "Read are subtitles of DJI drones (.SRT), KLV of MISB ST 0601 and EG 0104 alone or in a"
          + " transport stream (.ts), recordings of MAVLink (.tlog), GPX, NMEA 0183, CSV with a"
          + " line of column names, and JPEG with XMP or Exif. The content decides, not the name."
    })
public final class TelemetryCommand implements Callable<Integer> {

  @InputPath
  @Parameters(paramLabel = "FILE", description = "The recording.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path file;

  @Range(least = 0, most = 100_000)
  @Option(
      names = "--rows",
      defaultValue = "12",
      paramLabel = "N",
      description =
          "Print so many samples, evenly spread over the recording (default: ${DEFAULT-VALUE}).")
  private int rows;

  @Range(least = 0, open = true)
  @Option(
      names = "--gap",
      defaultValue = "2",
      paramLabel = "SECONDS",
      description = "Name times without a position longer than this (default: ${DEFAULT-VALUE}).")
  private double gap;

  @Mixin private final CsvOption csv = new CsvOption();

  @Mixin private final JsonOption json = new JsonOption();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Telemetry telemetry = TelemetryFiles.read(file);
    TelemetrySummary summary = TelemetrySummary.of(telemetry, gap);
    PrintWriter out = spec.commandLine().getOut();
    summary.lines().forEach(out::println);
    if (rows > 0) {
      out.println();
      TelemetryTable.lines(spread(telemetry.samples())).forEach(out::println);
    }
    out.flush();
    csv.writeText(TelemetryTable.csv(telemetry.samples()));
    json.write(TelemetryTable.tree(telemetry, summary));
    return 0;
  }

  private List<TelemetrySample> spread(List<TelemetrySample> samples) {
    int count = samples.size();
    if (count <= rows || rows == 1) {
      return samples.subList(0, Math.min(count, rows));
    }
    return java.util.stream.IntStream.range(0, rows)
        .mapToObj(i -> samples.get((int) ((long) i * (count - 1) / (rows - 1))))
        .toList();
  }
}
