package io.vedette.cli.detect;

import io.vedette.cli.check.PathChecks;
import io.vedette.cli.option.DetectorLanes;
import io.vedette.cli.option.PictureInputs;
import io.vedette.detector.Detection;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import io.vedette.detector.image.Annotator;
import io.vedette.detector.image.Pictures;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Answers a picture, or every picture of a folder, several at once; one bad picture does not stop a
 * folder.
 */
final class PictureDetection implements DetectRun {

  private final List<Task> tasks;
  private final DetectionsJson form;
  private final PrintWriter err;
  private int refused;
  private int notWritten;

  /**
   * A picture to answer.
   *
   * @param name in answers
   * @param target where it is written with the boxes drawn in; null for nowhere
   */
  private record Task(Path file, String name, @Nullable Path target) {}

  /** What came of a task. {@code refused}: why there is no answer; {@code unwritten}: no copy. */
  private record Outcome(
      Task task,
      int width,
      int height,
      List<Detection> detections,
      @Nullable DetectorException refused,
      @Nullable IOException unwritten) {

    static Outcome refused(Task task, DetectorException why) {
      return new Outcome(task, 0, 0, List.of(), why, null);
    }
  }

  private PictureDetection(List<Task> tasks, DetectionsJson form, PrintWriter err) {
    this.tasks = tasks;
    this.form = form;
    this.err = err;
  }

  /**
   * Makes ready, before anything slow.
   *
   * @param output folder for the pictures with the boxes drawn in; null for nowhere
   * @throws DetectorException when there are no pictures
   * @throws IOException when the output cannot be written
   */
  static PictureDetection of(
      Path input, @Nullable Path output, DetectionsJson form, PrintWriter err)
      throws DetectorException, IOException {
    List<Path> files = PictureInputs.under(input);
    List<String> names = files.stream().map(file -> PictureInputs.name(input, file)).toList();
    List<String> written = AnnotatedNames.ofPictures(names);
    List<Task> tasks =
        IntStream.range(0, files.size())
            .mapToObj(
                i ->
                    new Task(
                        files.get(i),
                        names.get(i),
                        output == null ? null : output.resolve(written.get(i))))
            .toList();
    if (output != null) {
      PathChecks.prepareFolder(output, "--output");
      PathChecks.notInputs(written.stream().map(output::resolve).toList(), files, "--output");
    }
    return new PictureDetection(tasks, form, err);
  }

  @Override
  public int lanes() {
    return tasks.size() == 1 ? 1 : DetectorLanes.MAX;
  }

  @Override
  public boolean run(List<Detector> detectors, BooleanSupplier stopping, PrintWriter out)
      throws DetectorException, IOException {
    Iterator<Task> next = tasks.iterator();
    OrderedWork.run(
        () -> !stopping.getAsBoolean() && next.hasNext() ? next.next() : null,
        detectors.stream().map(PictureDetection::worker).toList(),
        outcome -> take(outcome, out));
    if (refused > 0) {
      err.println("vedette detect: " + refused + " of " + tasks.size() + " pictures not answered");
    }
    if (notWritten > 0) {
      err.println(
          "vedette detect: " + notWritten + " of " + tasks.size() + " pictures not written");
    }
    return refused + notWritten == 0;
  }

  private static OrderedWork.Worker<Task, Outcome> worker(Detector detector) {
    return task -> {
      try {
        Picture picture = Pictures.read(task.file());
        List<Detection> detections = detector.detect(picture);
        IOException unwritten = write(task.target(), picture, detections);
        return new Outcome(task, picture.width(), picture.height(), detections, null, unwritten);
      } catch (DetectorException e) {
        return Outcome.refused(task, e);
      }
    };
  }

  /** Why it could not be written; null when it was, or nobody wants it. */
  private static @Nullable IOException write(
      @Nullable Path target, Picture picture, List<Detection> detections) {
    if (target == null) {
      return null;
    }
    try {
      Path folder = target.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Pictures.write(target, Annotator.draw(picture, detections));
      return null;
    } catch (IOException e) {
      return new IOException(target + ": could not be written: " + PathChecks.reason(e), e);
    }
  }

  private void take(Outcome outcome, PrintWriter out) throws DetectorException, IOException {
    if (outcome.refused() != null) {
      refuse(outcome.refused());
      return;
    }
    String name = outcome.task().name();
    form.add(name, outcome.width(), outcome.height(), outcome.detections());
    out.println(name + ": " + DetectionText.of(outcome.detections()));
    out.flush();
    if (outcome.unwritten() != null) {
      goOnWithout(outcome.unwritten());
    }
  }

  private void refuse(DetectorException why) throws DetectorException {
    if (tasks.size() == 1) {
      throw why;
    }
    err.println("vedette detect: " + why.getMessage());
    refused++;
  }

  /** The form is worth having without the pictures; nothing else is. */
  private void goOnWithout(IOException why) throws IOException {
    if (!form.isWanted()) {
      throw why;
    }
    if (notWritten == 0) {
      err.println("vedette detect: " + why.getMessage() + "; --json goes on");
    }
    notWritten++;
  }
}
