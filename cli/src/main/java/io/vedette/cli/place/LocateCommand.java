package io.vedette.cli.place;

import io.vedette.cli.check.InputPath;
import io.vedette.cli.check.OutputPath;
import io.vedette.cli.check.PathChecks;
import io.vedette.cli.check.Range;
import io.vedette.cli.option.DetectorLanes;
import io.vedette.cli.option.ModelOptions;
import io.vedette.cli.option.PictureInputs;
import io.vedette.cli.option.TileOptions;
import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import io.vedette.detector.runtime.OrderlyEnd;
import io.vedette.edge.camera.VideoReader;
import io.vedette.edge.camera.VideoReader.VideoFrame;
import io.vedette.edge.place.GroundLocator;
import io.vedette.edge.place.output.PlaceWriter;
import io.vedette.edge.telemetry.ClockKind;
import io.vedette.edge.telemetry.FlightPath;
import io.vedette.edge.telemetry.Telemetry;
import io.vedette.edge.telemetry.TelemetryException;
import io.vedette.edge.telemetry.TelemetryFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vedette locate}: where on the ground the objects of a film or of pictures are. */
@Command(
    name = "locate",
    mixinStandardHelpOptions = true,
    description = {
      "Detect objects in a drone's film or pictures and write where on the ground they are.",
      "",
      "Position, height and direction of the camera are from its telemetry: a file beside the film,"
          + " the metadata in a transport stream, or those in each JPEG. Each place has an ellipse"
          + " that holds the true one in 95 of 100 cases, if the stated errors are right."
    })
public final class LocateCommand implements Callable<Integer> {

  @Mixin private final ModelOptions model = new ModelOptions();

  @InputPath
  @Option(
      names = "--input",
      required = true,
      paramLabel = "FILE|DIR",
      description = "A film, a JPEG, or a folder of them.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path input;

  @InputPath
  @Option(
      names = "--telemetry",
      paramLabel = "FILE",
      description =
          "Its telemetry, in any form that 'vedette telemetry' reads (default: the film itself if"
              + " it is a transport stream, else the .SRT of the same name beside it).")
  private @Nullable Path telemetry;

  @OutputPath(OutputPath.Kind.FILE)
  @Option(
      names = "--output",
      required = true,
      paramLabel = "F.geojson|F.kml|F.cot",
      description = "Where the objects are written: GeoJSON, KML or Cursor on Target.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path output;

  @Range(least = 0, most = 1)
  @Option(
      names = "--threshold",
      defaultValue = "0.25",
      paramLabel = "SCORE",
      description = "Leave out detections with a lower score, 0 to 1 (default: ${DEFAULT-VALUE}).")
  private double threshold;

  @Range(least = -86_400, most = 86_400)
  @Option(
      names = "--offset",
      defaultValue = "0",
      paramLabel = "SECONDS",
      description = "The telemetry's second at the film's beginning (default: ${DEFAULT-VALUE}).")
  private double offset;

  @Range(least = 0, open = true)
  @Option(
      names = "--gap",
      defaultValue = "2",
      paramLabel = "SECONDS",
      description =
          "Do not interpolate over longer times without telemetry (default: ${DEFAULT-VALUE}).")
  private double gap;

  @Range(least = 1, most = 1_000_000)
  @Option(
      names = "--reach",
      defaultValue = "10000",
      paramLabel = "METRES",
      description = "Nothing farther away is located (default: ${DEFAULT-VALUE}).")
  private double reach;

  @Option(
      names = "--time-zone",
      paramLabel = "ZONE",
      description =
          "The zone of times without one, such as Europe/Berlin or UTC; needed for F.cot then.")
  private @Nullable String zone;

  @Range(least = 1)
  @Option(
      names = "--every",
      defaultValue = "1",
      paramLabel = "N",
      description = "Use each Nth frame of a film.")
  private int every;

  @Mixin private final PlacementOptions placement = new PlacementOptions();

  @Mixin private final TileOptions tiles = new TileOptions();

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public Integer call() throws DetectorException, IOException {
    PathChecks.prepareFile(output, "--output");
    PathChecks.notInputs(
        List.of(output),
        telemetry == null ? List.of(input) : List.of(input, telemetry),
        "--output");
    if (PlaceWriter.ENDINGS.stream()
        .noneMatch(output.toString().toLowerCase(java.util.Locale.ROOT)::endsWith)) {
      throw new IOException(
          "--output " + output + ": must end with " + String.join(", ", PlaceWriter.ENDINGS));
    }
    Path part = output.resolveSibling(output.getFileName() + ".part");
    ObjectPlaces places =
        new ObjectPlaces(new GroundLocator(placement.terrain(), reach), placement, zoneId());
    try (OrderlyEnd end = OrderlyEnd.open(() -> {});
        PlaceWriter writer = PlaceWriter.of(output.toString(), Files.newOutputStream(part));
        DetectorLanes lanes = model.openLanes(threshold, tiles, 1)) {
      if (PictureInputs.arePictures(input)) {
        pictures(lanes, end, places, writer);
      } else {
        film(lanes, end, places, writer);
      }
    } catch (DetectorException | IOException e) {
      Files.deleteIfExists(part);
      throw e;
    }
    Files.move(part, output, StandardCopyOption.REPLACE_EXISTING);
    PrintWriter out = spec.commandLine().getOut();
    places.lines(output).forEach(out::println);
    out.flush();
    return 0;
  }

  private @Nullable ZoneId zoneId() throws IOException {
    try {
      return zone == null ? null : ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new IOException("--time-zone " + zone + ": no zone; such as Europe/Berlin or UTC");
    }
  }

  private void film(DetectorLanes lanes, OrderlyEnd end, ObjectPlaces places, PlaceWriter writer)
      throws IOException, DetectorException {
    Telemetry read = TelemetryFiles.read(telemetryOfFilm());
    FlightPath path = new FlightPath(read, gap);
    if (path.isEmpty()) {
      throw new IOException(telemetryOfFilm() + ": no times, so it cannot be laid beside a film");
    }
    requireTimes(read);
    try (VideoReader reader = VideoReader.open(input.toString())) {
      VideoFrame frame = reader.next();
      while (frame != null && !end.isStopping()) {
        if (frame.index() % every == 0) {
          double seconds = frame.timeMillis() / 1000;
          Picture picture = frame.picture();
          ObjectPlaces.Shot shot =
              new ObjectPlaces.Shot(
                  String.valueOf(input.getFileName()),
                  frame.index(),
                  seconds,
                  (double) picture.width() / picture.height());
          places.add(
              shot, lanes.first().detect(picture), picture, path, seconds + offset, read, writer);
        }
        frame = reader.next();
      }
    }
  }

  private void pictures(
      DetectorLanes lanes, OrderlyEnd end, ObjectPlaces places, PlaceWriter writer)
      throws IOException, DetectorException {
    for (Path file : PictureInputs.under(input)) {
      if (end.isStopping()) {
        return;
      }
      String name = PictureInputs.name(input, file);
      Telemetry read;
      try {
        read = TelemetryFiles.read(telemetry == null ? file : telemetry);
      } catch (TelemetryException e) {
        if (telemetry != null) {
          throw e;
        }
        read = new Telemetry("none", ClockKind.NONE, List.of(), List.of());
        spec.commandLine().getErr().println("vedette locate: " + e.getMessage());
      }
      requireTimes(read);
      Picture picture = Pictures.read(file);
      ObjectPlaces.Shot shot =
          new ObjectPlaces.Shot(name, 0, 0, (double) picture.width() / picture.height());
      places.add(
          shot,
          lanes.first().detect(picture),
          picture,
          new FlightPath(read, gap),
          offset,
          read,
          writer);
    }
  }

  /** CoT says when an object was there, and never in a zone that is not known. */
  private void requireTimes(Telemetry read) throws IOException {
    if (!PlaceWriter.needsTime(output.toString())) {
      return;
    }
    if (read.clock() == ClockKind.LOCAL && zone == null) {
      throw new IOException(
          "the telemetry's times name no zone, which " + output + " needs: give --time-zone");
    }
    if (read.clock() == ClockKind.NONE && !read.samples().isEmpty()) {
      throw new IOException("the telemetry has no time of day, which " + output + " needs");
    }
  }

  private Path telemetryOfFilm() throws IOException {
    if (telemetry != null) {
      return telemetry;
    }
    String name = String.valueOf(input.getFileName());
    int dot = name.lastIndexOf('.');
    String stem = dot < 0 ? name : name.substring(0, dot);
    for (String ending : List.of(".SRT", ".srt")) {
      Path beside = input.resolveSibling(stem + ending);
      if (Files.isRegularFile(beside)) {
        return beside;
      }
    }
    String lower = name.toLowerCase(java.util.Locale.ROOT);
    if (lower.endsWith(".ts") || lower.endsWith(".mpg") || lower.endsWith(".m2ts")) {
      return input;
    }
    throw new IOException(input + ": no " + stem + ".SRT beside it; name its --telemetry");
  }
}
