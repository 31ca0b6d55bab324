package io.vedette.cli.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.detector.Detection;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Sample;
import io.vedette.detector.evaluate.DetectorAgreement;
import io.vedette.detector.evaluate.Interval;
import io.vedette.detector.evaluate.LabelMatching;
import io.vedette.detector.evaluate.PairedEvaluation;
import io.vedette.federated.compress.quantize.PictureSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Two detectors, A and B, on the same pictures in turns: whether B is better, and how sure that is.
 */
final class DetectorComparison {

  private static final int RESAMPLES = 1000;
  private static final long SEED = 1;

  private final Detector a;
  private final Detector b;
  private final double threshold;
  private final List<Double> ratios = new ArrayList<>();

  /**
   * @param threshold score from which a detection counts where single ones are compared
   */
  DetectorComparison(Detector a, Detector b, double threshold) {
    this.a = a;
    this.b = b;
    this.threshold = threshold;
  }

  /** What came of it, for people and for programs. */
  record Result(String text, ObjectNode json) {}

  /** What both said about one picture. */
  private record Answers(List<Detection> a, List<Detection> b) {}

  /** With labels. */
  Result on(Dataset dataset, IntConsumer progress) throws DetectorException {
    LabelMatching ofA = LabelMatching.between(a.spec().labels(), dataset.labels());
    LabelMatching ofB = LabelMatching.between(b.spec().labels(), dataset.labels());
    PairedEvaluation paired = new PairedEvaluation(dataset.labels().size(), threshold);
    for (Sample sample : dataset.samples()) {
      Answers answers = ask(sample.picture());
      paired.add(sample.truths(), translated(answers.a, ofA), translated(answers.b, ofB));
      progress.accept(ratios.size());
    }
    ObjectNode json = new ObjectMapper().createObjectNode().put("pictures", ratios.size());
    StringBuilder text = new StringBuilder();
    text.append(line(json, "A_AP50", "A: AP50", paired.one(RESAMPLES, SEED)));
    text.append(line(json, "B_AP50", "B: AP50", paired.other(RESAMPLES, SEED)));
    text.append(line(json, "AP50_difference", "B - A", paired.difference(RESAMPLES, SEED)));
    PairedEvaluation.Found found = paired.found();
    json.putObject("found")
        .put("both", found.both())
        .put("only_A", found.onlyOne())
        .put("only_B", found.onlyOther())
        .put("neither", found.neither())
        .put("p", found.probability());
    text.append(
        String.format(
            Locale.ROOT,
            "objects found at score %.2f: by both %d, only A %d, only B %d, neither %d; by chance"
                + " alone (McNemar) p = %.3g%n",
            threshold,
            found.both(),
            found.onlyOne(),
            found.onlyOther(),
            found.neither(),
            found.probability()));
    return result(text, json);
  }

  /** Without labels: how far they agree. */
  Result on(List<PictureSource> frames, IntConsumer progress) throws DetectorException {
    DetectorAgreement agreement = DetectorAgreement.NONE;
    for (PictureSource frame : frames) {
      Answers answers = ask(frame.picture());
      agreement = agreement.with(sure(answers.a), sure(answers.b));
      progress.accept(ratios.size());
    }
    ObjectNode json = new ObjectMapper().createObjectNode().put("frames", ratios.size());
    json.putObject("agreement")
        .put("rate", agreement.rate())
        .put("both", agreement.both())
        .put("only_A", agreement.onlyOne())
        .put("only_B", agreement.onlyOther())
        .put("p", agreement.probability());
    String text =
        String.format(
            Locale.ROOT,
            "%d frames, score %.2f: agreement %.1f%%; detections of both %d, only A %d, only B %d%n"
                + "A saw more on %d frames, B on %d; by chance alone (sign test) p = %.3g%n",
            ratios.size(),
            threshold,
            100 * agreement.rate(),
            agreement.both(),
            agreement.onlyOne(),
            agreement.onlyOther(),
            agreement.moreOfOne(),
            agreement.moreOfOther(),
            agreement.probability());
    return result(new StringBuilder(text), json);
  }

  private Result result(StringBuilder text, ObjectNode json) {
    double[] all = ratios.stream().mapToDouble(Double::doubleValue).toArray();
    Interval interval = Interval.of(all.length, times -> median(all, times), RESAMPLES, SEED);
    text.append(line(json, "latency_ratio", "latency, B / A", interval));
    return new Result(text.toString(), json);
  }

  private static double median(double[] values, int[] times) {
    double[] drawn = new double[Arrays.stream(times).sum()];
    int at = 0;
    for (int i = 0; i < values.length; i++) {
      Arrays.fill(drawn, at, at + times[i], values[i]);
      at += times[i];
    }
    Arrays.sort(drawn);
    return drawn[drawn.length / 2];
  }

  /** A first on every other picture; both are asked once before, to be warm. */
  private Answers ask(Picture picture) throws DetectorException {
    if (ratios.isEmpty()) {
      a.detect(picture);
      b.detect(picture);
    }
    boolean swapped = ratios.size() % 2 == 1;
    Detector first = swapped ? b : a;
    Detector second = swapped ? a : b;
    long start = System.nanoTime();
    List<Detection> ones = first.detect(picture);
    long between = System.nanoTime();
    List<Detection> others = second.detect(picture);
    long end = System.nanoTime();
    double ratio = (double) (end - between) / (between - start);
    ratios.add(swapped ? 1 / ratio : ratio);
    return swapped ? new Answers(others, ones) : new Answers(ones, others);
  }

  private List<Detection> sure(List<Detection> detections) {
    return detections.stream().filter(detection -> detection.score() >= threshold).toList();
  }

  private static List<Detection> translated(List<Detection> detections, LabelMatching labels) {
    return detections.stream().map(labels::translate).flatMap(Optional::stream).toList();
  }

  private static String line(ObjectNode json, String key, String name, Interval interval) {
    json.putObject(key)
        .put("value", interval.value())
        .put("low", interval.low())
        .put("high", interval.high());
    return String.format(
        Locale.ROOT,
        "%-16s %.3f (95%%: %.3f to %.3f)%n",
        name,
        interval.value(),
        interval.low(),
        interval.high());
  }
}
