package io.vedette.benchmarks.escalation;

import io.vedette.cli.escalation.Curve;
import io.vedette.cli.escalation.Curve.Point;
import io.vedette.cli.escalation.CurveReport;
import io.vedette.cli.escalation.CurveText;
import io.vedette.detector.DetectorException;
import io.vedette.edge.escalate.framing.Framings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code benchmarks/run escalation}: accuracy against the share of frames that are sent up. */
@Command(
    name = "escalation",
    mixinStandardHelpOptions = true,
    description = "Measure what each escalation policy is worth, by share of frames sent up.")
public final class EscalationBench implements Callable<Integer> {

  @Option(names = "--student", required = true, paramLabel = "S", description = "An ONNX file.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path student;

  @Option(names = "--teacher", required = true, paramLabel = "T", description = "An ONNX file.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path teacher;

  @Option(
      names = "--on",
      required = true,
      paramLabel = "D",
      description = "A dataset, whose labels are the reference; or a video or a folder of them.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path on;

  @Option(names = "--split", paramLabel = "NAME", description = "Part of a dataset.")
  private @Nullable String split;

  @Option(
      names = "--every",
      defaultValue = "1",
      paramLabel = "N",
      description = "Look at every N-th frame of a video (default: ${DEFAULT-VALUE}).")
  private int every;

  @Option(
      names = "--splits",
      defaultValue = "20",
      paramLabel = "N",
      description = "Random halves of a dataset (default: ${DEFAULT-VALUE}).")
  private int splits;

  @Option(
      names = "--teacher-threshold",
      defaultValue = "0.45",
      paramLabel = "SCORE",
      description =
          "In videos, the teacher's objects from this score on count (default: ${DEFAULT-VALUE}).")
  private float teacherThreshold;

  @Option(
      names = "--verdict-delay",
      defaultValue = "0",
      paramLabel = "FRAMES",
      description =
          "Frames between a question and its verdict, on videos (default: ${DEFAULT-VALUE}).")
  private int verdictDelay;

  @Option(
      names = "--framing",
      paramLabel = "NAME",
      description = "Compare this framing with whole frames on videos, at equal bytes.")
  private @Nullable String framing;

  @Option(
      names = "--hard-examples",
      paramLabel = "DIR",
      description =
          "Write the frames of the first halves of videos that 'learnt' asks about, with the"
              + " teacher's answers as labels: a dataset to train the student on.")
  private @Nullable Path hardExamples;

  @Option(
      names = "--share",
      defaultValue = "0.2",
      paramLabel = "SHARE",
      description =
          "The share of all frames that --hard-examples takes, 0 to 1 (default: ${DEFAULT-VALUE}).")
  private double share;

  @Option(
      names = "--work",
      required = true,
      paramLabel = "DIR",
      description = "The folder of the detections and the results.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path work;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public Integer call() throws DetectorException, IOException {
    PrintWriter out = spec.commandLine().getOut();
    Files.createDirectories(work);
    StudyInput input = new StudyInput(student, teacher, on, split, every);
    String compared = framing;
    if (compared != null) {
      check(compared, input);
    }
    Path examples = hardExamples;
    if (examples != null) {
      checkExamples(input);
    }
    FrameTable table = input.table(work.resolve("frames.jsonl.gz"), spec.commandLine().getErr());
    if (examples != null) {
      keep(examples, input, table, out);
      return 0;
    }
    CurveReport report = new CurveReport(out, work);
    if (table.heading().labelled()) {
      pictures(table, report, out);
    } else if (compared != null) {
      framings(compared, input, table, report, out);
    } else {
      videos(table, report);
    }
    report.write();
    out.flush();
    return 0;
  }

  private void check(String compared, StudyInput input) throws IOException {
    if (!Framings.names().contains(compared)) {
      throw new ParameterException(
          spec.commandLine(), "--framing " + compared + ": there are " + Framings.names());
    }
    if (input.videos().isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--framing compares on videos, and --on has none: " + on);
    }
  }

  private void checkExamples(StudyInput input) throws IOException {
    if (!(share > 0 && share <= 1)) {
      throw new ParameterException(
          spec.commandLine(), "--share " + share + ": a share is above 0, and 1 at most");
    }
    if (input.videos().isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--hard-examples are frames of videos, and --on has none: " + on);
    }
  }

  private void keep(Path folder, StudyInput input, FrameTable table, PrintWriter out)
      throws DetectorException, IOException {
    VideoStudy study = new VideoStudy(table, teacherThreshold, verdictDelay);
    EscalatedExamples examples = new EscalatedExamples(folder);
    for (StudyVideo video : study.videos()) {
      examples.add(video, input.video(video.name()), study.learning("learnt", share, video));
    }
    out.println(folder + ": " + examples.write(table.heading().labels()) + " frames");
    out.flush();
  }

  private void pictures(FrameTable table, CurveReport report, PrintWriter out) throws IOException {
    for (boolean labelled : new boolean[] {true, false}) {
      List<Curve> curves = new PictureStudy(table, labelled, splits).curves();
      report.add(labelled ? "reference labels" : "reference teacher", curves);
      out.println(CurveText.of(shares(curves), "share of the oracle's gain", Point::f1));
    }
    JpegStudy.print(table, out);
  }

  private void framings(
      String compared, StudyInput input, FrameTable table, CurveReport report, PrintWriter out)
      throws DetectorException, IOException {
    try (RegionTeacher regions = input.regions(table, work.resolve("regions.jsonl.gz"))) {
      FramingStudy study = new VideoStudy(table, teacherThreshold, verdictDelay).framings(regions);
      for (boolean strict : new boolean[] {true, false}) {
        String reference = strict ? ", bytes, every object" : ", bytes, sure objects";
        report.add("all videos" + reference, study.curves(study.videos(), compared, strict));
        for (StudyVideo video : study.videos()) {
          report.add(video.name() + reference, study.curves(List.of(video), compared, strict));
        }
      }
      for (FramingStudy.Spent spent : study.spent(compared)) {
        out.printf(
            Locale.ROOT,
            "%s, %.0f%% of the bytes: %.3f of the frames, %.2f of their area, %.3f of the bytes%n",
            spent.policy(),
            100 * spent.share(),
            spent.frames(),
            spent.area(),
            spent.bytes());
      }
      regions.write();
    }
  }

  private void videos(FrameTable table, CurveReport report) throws DetectorException, IOException {
    VideoStudy study = new VideoStudy(table, teacherThreshold, verdictDelay);
    for (boolean strict : new boolean[] {true, false}) {
      String reference = strict ? ", every object" : ", sure objects";
      report.add("all videos" + reference, study.curves(strict));
      for (Map.Entry<String, List<Curve>> video : study.byVideo(strict).entrySet()) {
        report.add(video.getKey() + reference, video.getValue());
      }
    }
  }

  /** Of what the oracle gains over the student alone, how much each policy does. */
  private static List<Curve> shares(List<Curve> curves) {
    Curve oracle = curves.get(curves.size() - 1);
    return curves.stream()
        .map(
            curve ->
                new Curve(
                    curve.policy(),
                    curve.points().stream()
                        .filter(p -> p.share() > 0 && p.share() < 1)
                        .map(p -> p.withF1(share(p, oracle)))
                        .toList()))
        .toList();
  }

  private static double share(Point point, Curve oracle) {
    double base = oracle.at(0).f1();
    return (point.f1() - base) / (oracle.at(point.share()).f1() - base);
  }
}
