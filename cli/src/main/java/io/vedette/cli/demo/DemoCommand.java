package io.vedette.cli.demo;

import io.vedette.cli.check.InputPath;
import io.vedette.cli.check.OutputPath;
import io.vedette.cli.check.Range;
import io.vedette.cli.config.DurationConverter;
import io.vedette.detector.runtime.OrderlyEnd;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vedette demo}: the whole loop on this machine. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "The whole loop on this machine: coordinator, teacher, distiller, dashboard and agents, as"
          + " processes.",
      "Without --source, inspection lines show generated circuit boards whose conditions change"
          + " after a while."
    })
public final class DemoCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      description = {
        "What the cameras show: a folder of pictures, a video, rtsp:// or http://, /dev/video0; may"
            + " be repeated.",
        "A labelled dataset with a test part: its training pictures are shown, its test part is"
            + " held out and judged on."
      })
  private List<String> sources = new ArrayList<>();

  @Range(least = 1)
  @Option(
      names = "--agents",
      paramLabel = "N",
      defaultValue = "3",
      description = "Number of agents (default: ${DEFAULT-VALUE}).")
  private int agents;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "Duration, such as 90s, 15m or 1h (default: until Ctrl-C).")
  private @Nullable Duration duration;

  @Range(least = 0, most = 65535)
  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "The dashboard's port; 0: any free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(names = "--headless", description = "Do not open the dashboard in a browser.")
  private boolean headless;

  @OutputPath(OutputPath.Kind.FILE)
  @Option(names = "--report", paramLabel = "FILE", description = "Write a report as JSON.")
  private @Nullable Path report;

  @Option(
      names = "--teacher",
      paramLabel = "M",
      description = "Teacher model (ONNX), any supported head.")
  private @Nullable Path teacher;

  @Option(
      names = "--student",
      paramLabel = "M",
      description =
          "The first student: one of this project's networks in training form, or a detector as"
              + " exported.")
  private @Nullable Path student;

  @InputPath
  @Option(
      names = "--held-out",
      paramLabel = "D",
      description = "Labelled dataset to measure the versions on.")
  private @Nullable Path heldOut;

  @Range(least = 0, open = true)
  @Option(
      names = "--fps",
      defaultValue = "2",
      description = "Frames per second of each camera (default: ${DEFAULT-VALUE}).")
  private double fps;

  @Option(
      names = "--change-after",
      paramLabel = "TIME",
      defaultValue = "60s",
      converter = DurationConverter.class,
      description =
          "Time until the conditions of the generated boards change (default:"
              + " ${DEFAULT-VALUE}).")
  private Duration changeAfter = Duration.ofSeconds(60);

  @OutputPath(OutputPath.Kind.FOLDER)
  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description =
          "Folder for the files of every process; a second run with the same folder continues"
              + " (default: a new temporary folder).")
  private @Nullable Path directory;

  /** How long the processes of a demo that is stopped may take to end. */
  private static final Duration CLOSE_WITHIN = Duration.ofMinutes(2);

  @Override
  public Integer call() throws Exception {
    DemoOutput output = DemoOutput.to(System.out);
    Demo demo = new Demo(options(), launcher(), output);
    if (!headless) {
      demo.whenDashboardIsReady(WebBrowser::open);
    }
    // Ctrl-C ends the demo early: the processes go down in order and the report is written.
    try (OrderlyEnd end = OrderlyEnd.open(CLOSE_WITHIN, () -> {})) {
      end.whenStopping(demo::interrupt);
      DemoReport done = demo.run();
      if (report != null) {
        done.write(report);
      }
      DemoReportText.lines(done).forEach(output::plain);
      if (done.failure() != null) {
        throw new IOException(done.failure());
      }
      return done.lostEscalations() == 0 ? 0 : 1;
    }
  }

  private DemoOptions options() {
    try {
      return new DemoOptions(
          sources,
          agents,
          duration,
          port,
          directory == null ? null : directory.toAbsolutePath(),
          teacher,
          student,
          heldOut,
          fps,
          changeAfter,
          DemoTimings.demo());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          java.util.Objects.requireNonNull(spec).commandLine(), e.getMessage(), e);
    }
  }

  /** The script that started this process starts the others too. */
  private static Path launcher() {
    return Path.of(System.getProperty("vedette.home", "."), "bin", "vedette");
  }
}
