package io.vedette.federated.train.report;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.Picture;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Sample;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.detector.image.Annotator;
import io.vedette.detector.image.Pictures;
import io.vedette.detector.runtime.OnnxDetector;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.federated.train.EpochReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code predictions.png}: what is labelled in a few pictures beside what the best student so far
 * sees in them; the same goes into the event file.
 */
final class Predictions implements ReportFile {

  private static final int SHOWN = 6;

  /** What {@code vedette detect} shows, too. */
  private static final double THRESHOLD = 0.25;

  private final Path file;
  private final MinimumInterval pause;
  private final TensorBoardFile events;
  private List<String> labels = List.of();
  private List<Sample> samples = List.of();
  private @Nullable Graph waiting;
  private String about = "";

  Predictions(Path folder, MinimumInterval pause, TensorBoardFile events) {
    this.file = folder.resolve("predictions.png");
    this.pause = pause;
    this.events = events;
  }

  @Override
  public void onStart(List<EpochReport> before, Dataset shown) {
    labels = shown.labels();
    samples = choose(shown.samples());
  }

  /** Evenly from the whole set; pictures without objects only where there are no others. */
  static List<Sample> choose(List<Sample> all) {
    List<Sample> telling =
        Stream.concat(
                all.stream().filter(sample -> !sample.truths().isEmpty()),
                all.stream().filter(sample -> sample.truths().isEmpty()).limit(SHOWN))
            .toList();
    long withObjects = all.stream().filter(sample -> !sample.truths().isEmpty()).count();
    int from = (int) Math.max(withObjects, Math.min(SHOWN, telling.size()));
    int count = Math.min(SHOWN, from);
    return IntStream.range(0, count).mapToObj(i -> telling.get(i * from / count)).toList();
  }

  @Override
  public void onEpoch(List<EpochReport> history, @Nullable Graph better)
      throws IOException, DetectorException {
    if (better == null) {
      return;
    }
    EpochReport report = history.get(history.size() - 1);
    waiting = better;
    about =
        "after epoch "
            + report.epoch()
            + (report.measured() ? String.format(Locale.ROOT, ", AP50 %.3f", report.ap50()) : "");
    if (pause.isOver()) {
      draw(better);
    }
  }

  @Override
  public void onEnd() throws IOException, DetectorException {
    if (waiting != null) {
      draw(waiting);
    }
  }

  private void draw(Graph student) throws IOException, DetectorException {
    waiting = null;
    Picture picture = grid(student);
    Path part = file.resolveSibling("predictions.part.png");
    Pictures.write(part, picture);
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    events.picture("predictions", picture);
  }

  private Picture grid(Graph student) throws DetectorException {
    Hints hints = Hints.NONE.withScoreThreshold(THRESHOLD);
    DetectorSpec spec = SpecInference.infer(student, hints, "the student");
    PictureGrid grid = new PictureGrid();
    try (Detector detector = OnnxDetector.open(student.toBytes(), spec, RuntimeOptions.DEFAULT)) {
      for (Sample sample : samples) {
        Picture picture = sample.picture();
        String name = String.valueOf(sample.file().getFileName());
        List<Detection> seen = detector.detect(picture);
        grid.add(name + ", labelled", tile(picture, truths(sample, spec), Detection::label));
        grid.add(about, tile(picture, seen, Predictions::withScore));
      }
    }
    return grid.picture();
  }

  /** With the student's number for each label, so that colours agree. */
  private List<Detection> truths(Sample sample, DetectorSpec spec) {
    List<Detection> truths = new ArrayList<>();
    sample
        .truths()
        .forEach(
            truth -> {
              String label = labels.get(truth.classId());
              truths.add(new Detection(truth.box(), spec.labels().indexOf(label), label, 1));
            });
    return truths;
  }

  private static String withScore(Detection detection) {
    return String.format(Locale.ROOT, "%s %.2f", detection.label(), detection.score());
  }

  /** Scaled before it is drawn on, so that lines and letters keep their size. */
  private static Picture tile(Picture picture, List<Detection> objects, Annotator.Text text) {
    double scale = PictureGrid.scaleOf(picture);
    int width = Math.max(1, (int) Math.round(picture.width() * scale));
    int height = Math.max(1, (int) Math.round(picture.height() * scale));
    List<Detection> scaled =
        objects.stream()
            .map(o -> new Detection(scaled(o.box(), scale), o.classId(), o.label(), o.score()))
            .toList();
    return Annotator.draw(Pictures.resize(picture, width, height), scaled, text);
  }

  private static Box scaled(Box box, double scale) {
    return new Box(
        (float) (box.x1() * scale),
        (float) (box.y1() * scale),
        (float) (box.x2() * scale),
        (float) (box.y2() * scale));
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
