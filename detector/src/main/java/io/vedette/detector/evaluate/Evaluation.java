package io.vedette.detector.evaluate;

import io.vedette.detector.Detection;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import io.vedette.detector.dataset.CocoFile;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Sample;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/** Measures a detector, or stored detections, against truths. */
public final class Evaluation {
  /**
   * The score threshold to open a detector with for evaluation: AP looks at the whole curve, and
   * what scores lower moves it in the fourth digit.
   */
  public static final double SCORE_THRESHOLD = 0.001;

  /** The overlap to open a detector with for evaluation, as is usual for YOLO detectors. */
  public static final double NMS_IOU = 0.65;

  private Evaluation() {}

  /**
   * Answers every picture of a dataset, one at a time, and compares. Labels meet by meaning; the
   * first picture is answered once before, so that latency is that of a warm detector.
   *
   * @param detector opened with {@link #SCORE_THRESHOLD} and {@link #NMS_IOU}
   * @param progress receives how many pictures are done, after each
   * @throws DetectorException when a picture cannot be read or answered, or no label is shared
   */
  public static EvaluationReport of(Detector detector, Dataset dataset, IntConsumer progress)
      throws DetectorException {
    LabelMatching labels = LabelMatching.between(detector.spec().labels(), dataset.labels());
    CocoEvaluator evaluator = new CocoEvaluator(dataset.labels().size());
    List<Sample> samples = dataset.samples();
    double[] milliseconds = new double[samples.size()];
    for (int i = 0; i < samples.size(); i++) {
      Picture picture = samples.get(i).picture();
      if (i == 0) {
        detector.detect(picture);
      }
      long start = System.nanoTime();
      List<Detection> answer = detector.detect(picture);
      milliseconds[i] = (System.nanoTime() - start) / 1e6;
      List<Detection> known =
          answer.stream().map(labels::translate).flatMap(Optional::stream).toList();
      evaluator.add(samples.get(i).truths(), known);
      progress.accept(i + 1);
    }
    return new EvaluationReport(
        evaluator.metrics(),
        dataset.labels(),
        samples.size(),
        samples.isEmpty() ? null : Latency.of(milliseconds),
        labels.unseen());
  }

  /**
   * Compares a COCO result file with a COCO annotation file.
   *
   * @throws DetectorException naming file and line where one of them is wrong
   */
  public static EvaluationReport ofFiles(Path groundTruth, Path detections)
      throws DetectorException {
    CocoFile truth = CocoFile.read(groundTruth);
    Map<String, List<Detection>> answers = CocoResults.read(detections, truth);
    Dataset dataset = truth.dataset();
    CocoEvaluator evaluator = new CocoEvaluator(dataset.labels().size());
    // COCO's tool goes through the pictures by number; equal scores rank in that order.
    List<Sample> ordered =
        dataset.samples().stream()
            .sorted(Comparator.<Sample>comparingInt(s -> s.id().length()).thenComparing(Sample::id))
            .toList();
    for (Sample sample : ordered) {
      evaluator.add(sample.truths(), answers.getOrDefault(sample.id(), List.of()));
    }
    return new EvaluationReport(
        evaluator.metrics(), dataset.labels(), ordered.size(), null, List.of());
  }
}
