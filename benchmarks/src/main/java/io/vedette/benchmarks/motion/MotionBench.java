package io.vedette.benchmarks.motion;

import io.vedette.benchmarks.motion.CropFilm.Known;
import io.vedette.benchmarks.motion.FilmRun.Outcome;
import io.vedette.benchmarks.motion.FilmRun.Shown;
import io.vedette.cli.check.InputPath;
import io.vedette.cli.check.Range;
import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.Picture;
import io.vedette.detector.head.Hints;
import io.vedette.edge.camera.VideoReader;
import io.vedette.edge.camera.VideoReader.VideoFrame;
import io.vedette.edge.motion.AreaPlacement;
import io.vedette.edge.motion.AreaPlacement.Placement;
import io.vedette.edge.motion.CameraMotion;
import io.vedette.edge.motion.GlobalMotion;
import io.vedette.edge.motion.GreyPicture;
import io.vedette.edge.motion.MotionMethods;
import io.vedette.edge.motion.PlaneTransform;
import io.vedette.edge.pipeline.StudentConfig;
import io.vedette.edge.pipeline.StudentDetector;
import io.vedette.edge.pipeline.StudentDetectors;
import io.vedette.edge.track.TrackedDetection;
import io.vedette.edge.track.Tracker;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code benchmarks/run motion}: windows moved over videos, with the motion known exactly. The
 * objects are those that a good detector sees in the whole pictures, with the numbers of a tracker
 * there: they are the same for all films of a video.
 */
@Command(
    name = "motion",
    mixinStandardHelpOptions = true,
    description = "Measure tracks, late verdicts and escalation under known camera motion.")
public final class MotionBench implements Callable<Integer> {

  private static final double[] DELAYS = {0.2, 1, 2, 5};

  @InputPath
  @Option(names = "--student", required = true, paramLabel = "ONNX", description = "On the films.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path student;

  @InputPath
  @Option(
      names = "--teacher",
      required = true,
      paramLabel = "ONNX",
      description = "On the whole pictures: its objects are the truth.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path teacher;

  @InputPath
  @Option(
      names = "--input",
      required = true,
      paramLabel = "F",
      arity = "1..*",
      description = "Videos of cameras that stand still.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private List<Path> inputs;

  @Range(least = 10)
  @Option(
      names = "--frames",
      defaultValue = "200",
      description = "Of each video (default: ${DEFAULT-VALUE}).")
  private int frames;

  @Range(least = 1)
  @Option(
      names = "--fps",
      defaultValue = "5",
      description = "Frames per second at most (default: ${DEFAULT-VALUE}).")
  private int fps;

  @Option(
      names = "--method",
      defaultValue = MotionMethods.DEFAULT,
      description = "Of motion (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private String method;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  /** A video's frames and objects. */
  private record Source(
      String name, double fps, List<Picture> pictures, List<List<Known>> objects) {}

  /** A rendered film, and how well its motion was found. */
  private record Played(List<Shown> film, Found found) {}

  /**
   * How well motion was found.
   *
   * @param rms error of the estimated motion at the corners, pixels of the film
   * @param unknown frames whose motion was not found
   * @param withheld frames that would have been withheld if there were masks
   * @param placed worst error of placed areas, pixels
   */
  private record Found(double rms, int unknown, int withheld, double placed) {}

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    try (StudentDetector seeing = open(student);
        StudentDetector knowing = open(teacher)) {
      for (Path input : inputs) {
        Source source = read(input, knowing);
        out.printf(
            Locale.ROOT,
            "%n%s: %d frames at %.1f/s, windows of %.0f%% of %dx%d%n",
            source.name,
            source.pictures.size(),
            source.fps,
            100 * CropPath.SHARE,
            source.pictures.get(0).width(),
            source.pictures.get(0).height());
        out.printf(
            "%-9s %8s %8s %8s %8s | %9s %9s | %-23s | %-23s | %9s %9s%n",
            "film",
            "err px",
            "unknown",
            "withheld",
            "placed",
            "switches",
            "without",
            "F1, verdicts after s",
            "without",
            "escalated",
            "without");
        for (CropPath path : CropPath.values()) {
          film(out, source, path, seeing);
        }
        cost(out, source, seeing);
      }
    }
    return 0;
  }

  private static StudentDetector open(Path model) throws Exception {
    StudentConfig config = new StudentConfig(0, FilmRun.FLOOR, 2, false, 0, null, true);
    return StudentDetectors.infer(model, Hints.NONE, config).open();
  }

  private Source read(Path input, StudentDetector knowing) throws Exception {
    List<Picture> pictures = new ArrayList<>();
    List<List<Known>> objects = new ArrayList<>();
    Tracker tracker = new Tracker(new AtomicLong()::incrementAndGet);
    double last = 0;
    double next = 0;
    try (VideoReader reader = VideoReader.open(input.toString())) {
      for (VideoFrame frame = reader.next();
          frame != null && pictures.size() < frames;
          frame = reader.next()) {
        if (frame.timeMillis() < next) {
          continue;
        }
        Picture picture = frame.picture();
        last = frame.timeMillis();
        next += 1000.0 / fps;
        pictures.add(picture);
        List<Detection> seen =
            knowing.detect(picture).stream().filter(d -> d.score() >= knowing.threshold()).toList();
        List<TrackedDetection> tracked =
            tracker.update(seen, Math.round(last), picture.width(), picture.height()).seen();
        objects.add(tracked.stream().map(t -> new Known(t.trackId(), t.detection())).toList());
      }
    }
    double rate = 1000.0 * Math.max(1, pictures.size() - 1) / Math.max(1, last);
    return new Source(Objects.toString(input.getFileName()), rate, pictures, objects);
  }

  private void film(PrintWriter out, Source source, CropPath path, StudentDetector seeing)
      throws Exception {
    Played played = play(source, path, seeing);
    List<Shown> film = played.film;
    Found found = played.found;
    FilmRun with = new FilmRun(film, seeing.threshold(), true);
    FilmRun without = new FilmRun(film, seeing.threshold(), false);
    Outcome alone = with.run(-1);
    Outcome blind = without.run(-1);
    StringBuilder f1 = new StringBuilder();
    StringBuilder blindF1 = new StringBuilder();
    for (double delay : DELAYS) {
      f1.append(String.format(Locale.ROOT, "%.3f ", with.run(delay).f1()));
      blindF1.append(String.format(Locale.ROOT, "%.3f ", without.run(delay).f1()));
    }
    out.printf(
        Locale.ROOT,
        "%-9s %8.2f %8d %8d %8.1f | %9d %9d | %-23s | %-23s | %9.3f %9.3f%n",
        path.label(),
        found.rms,
        found.unknown,
        found.withheld,
        found.placed,
        alone.switches(),
        blind.switches(),
        f1.toString().strip(),
        blindF1.toString().strip(),
        alone.escalated(),
        blind.escalated());
    out.flush();
  }

  private Played play(Source source, CropPath path, StudentDetector seeing) throws Exception {
    Picture first = source.pictures.get(0);
    CropFilm crop = new CropFilm(path, source.fps, first.width(), first.height());
    CameraMotion camera = new CameraMotion(MotionMethods.of(method));
    AreaPlacement areas = new AreaPlacement(MotionMethods.of(method));
    List<Shown> film = new ArrayList<>();
    double squares = 0;
    double worst = 0;
    int unknown = 0;
    int withheld = 0;
    List<Box> boxes = List.of();
    PlaneTransform start = crop.at(0).inverse();
    for (int i = 0; i < source.pictures.size(); i++) {
      Picture picture = crop.picture(source.pictures.get(i), i);
      GlobalMotion motion = camera.next(picture, boxes);
      List<Detection> seen = seeing.detect(picture);
      boxes = boxes(seen, seeing);
      Placement placement = areas.next(motion, Objects.requireNonNull(camera.newest()));
      double width = picture.width();
      double height = picture.height();
      if (i > 0 && motion.isUnknown()) {
        unknown++;
      } else if (i > 0) {
        double off = crop.motion(i).inverse().then(motion.transform()).farthest(width, height);
        squares += off * off;
      }
      if (placement.isKnown()) {
        PlaneTransform real = start.then(crop.at(i));
        worst = Math.max(worst, real.inverse().then(placement.since()).farthest(width, height));
      } else {
        withheld++;
      }
      film.add(
          new Shown(
              i,
              Math.round(1000 * i / source.fps),
              picture.width(),
              picture.height(),
              seen,
              crop.inWindow(source.objects.get(i), i),
              motion,
              GreyPicture.of(picture)));
    }
    int known = Math.max(1, source.pictures.size() - 1 - unknown);
    return new Played(film, new Found(Math.sqrt(squares / known), unknown, withheld, worst));
  }

  private static List<Box> boxes(List<Detection> seen, StudentDetector seeing) {
    return seen.stream().filter(d -> d.score() >= seeing.threshold()).map(Detection::box).toList();
  }

  /** What a camera that stands still pays, in whole pictures and in turns with the student. */
  private void cost(PrintWriter out, Source source, StudentDetector seeing) throws Exception {
    CameraMotion camera = new CameraMotion(MotionMethods.of(method));
    double[] motion = new double[source.pictures.size()];
    double[] inference = new double[source.pictures.size()];
    int moving = 0;
    List<Box> boxes = List.of();
    for (int i = 0; i < motion.length; i++) {
      Picture picture = source.pictures.get(i);
      long begun = System.nanoTime();
      camera.next(picture, boxes);
      long found = System.nanoTime();
      boxes = boxes(seeing.detect(picture), seeing);
      motion[i] = (found - begun) / 1e3;
      inference[i] = (System.nanoTime() - found) / 1e3;
      moving += camera.isMoving() ? 1 : 0;
    }
    double mean = Arrays.stream(motion).average().orElse(0);
    double frame = Arrays.stream(inference).average().orElse(1);
    Arrays.sort(motion);
    out.printf(
        Locale.ROOT,
        "fixed camera, whole pictures: motion %.0f us a frame (median %.0f, 99%% %.0f), inference"
            + " %.0f us: %.2f%%; %d frames taken for moving%n",
        mean,
        motion[motion.length / 2],
        motion[motion.length * 99 / 100],
        frame,
        100 * mean / frame,
        moving);
    CropFilm pan =
        new CropFilm(
            CropPath.PAN,
            source.fps,
            source.pictures.get(0).width(),
            source.pictures.get(0).height());
    CameraMotion panned = new CameraMotion(MotionMethods.of(method));
    int turns = Math.min(60, motion.length);
    double[] moved = new double[turns];
    for (int i = 0; i < turns; i++) {
      Picture picture = pan.picture(source.pictures.get(i), i);
      long begun = System.nanoTime();
      panned.next(picture);
      moved[i] = (System.nanoTime() - begun) / 1e3;
    }
    Arrays.sort(moved);
    out.printf(Locale.ROOT, "moving camera: median %.0f us a frame%n", moved[turns / 2]);
    out.flush();
  }
}
