package io.vedette.federated.worker;

import io.vedette.detector.Detection;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Sample;
import io.vedette.detector.evaluate.LabelMatching;
import io.vedette.detector.evaluate.ShareUpperBound;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.federated.compress.Exporter;
import io.vedette.federated.compress.input.FewerLevels;
import io.vedette.federated.train.head.HeadLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks for the earliest exit of a student that loses nothing worth speaking of: fewest of its
 * finest levels, on the pictures that it learnt from and on those held out alike, as an exit learns
 * nothing from them.
 */
final class EarlierExit {

  private final Graph student;
  private final DetectorSpec spec;
  private final List<String> labels;
  private final LabelMatching labelMatching;
  private final double loss;
  private final Runnable looked;
  private final List<Witness> witnesses = new ArrayList<>();

  private record Witness(Sample sample, boolean heldOut) {}

  /**
   * What devices shall run.
   *
   * @param graph the student, or as much of it as its finest levels need
   * @param levels that it looks at
   * @param of so many
   * @param why it looks at no fewer, or what those keep
   */
  record Choice(Graph graph, int levels, int of, String why) {}

  /**
   * @param student in training form
   * @param loss share of the found objects, and AP50, that may be lost, above 0
   * @param looked called after every picture
   * @throws DetectorException when the pictures have other labels than the student or than each
   *     other
   */
  EarlierExit(Graph student, Dataset training, Dataset heldOut, double loss, Runnable looked)
      throws DetectorException {
    this.student = student;
    this.spec = SpecInference.infer(student, Hints.NONE, "the student to be left earlier");
    this.labels = training.labels();
    this.labelMatching = LabelMatching.between(spec.labels(), labels);
    this.loss = loss;
    this.looked = looked;
    if (!heldOut.labels().equals(labels)) {
      throw new DetectorException(
          "trained on labels " + labels + ", held out were " + heldOut.labels());
    }
    training.samples().forEach(sample -> witnesses.add(new Witness(sample, false)));
    heldOut.samples().forEach(sample -> witnesses.add(new Witness(sample, true)));
  }

  /**
   * Tries the finest level alone first, then one more each time.
   *
   * @param running AP50 of what the fleet runs, on the pictures held out
   * @throws DetectorException when the student does not name its levels, or a picture cannot be
   *     read
   */
  Choice choose(double running) throws DetectorException {
    int levels = HeadLayout.of(spec).strides().length;
    long telling = witnesses.stream().filter(w -> !w.sample().truths().isEmpty()).count();
    int needed = ShareUpperBound.sampleFor(loss);
    if (telling < needed) {
      String why = telling + " pictures with objects cannot tell what is lost; " + needed + " may";
      return new Choice(student, levels, levels, why);
    }
    List<List<Detection>> whole = answers(student);
    List<String> objections = new ArrayList<>();
    for (int count = 1; count < levels; count++) {
      Graph exit = FewerLevels.of(student, count);
      ExitTrial trial = tried(exit, whole);
      Optional<String> objection = trial.objection(running);
      if (objection.isEmpty()) {
        return new Choice(exit, count, levels, trial.kept());
      }
      objections.add("on " + count + ", " + objection.get());
    }
    return new Choice(student, levels, levels, String.join("; ", objections));
  }

  private List<List<Detection>> answers(Graph graph) throws DetectorException {
    List<List<Detection>> answers = new ArrayList<>();
    try (Detector detector = Judge.open(Exporter.fp32(graph), "the student")) {
      for (Witness witness : witnesses) {
        answers.add(answer(detector, witness));
      }
    }
    return answers;
  }

  private List<Detection> answer(Detector detector, Witness witness) throws DetectorException {
    looked.run();
    return detector.detect(witness.sample().picture()).stream()
        .map(labelMatching::translate)
        .flatMap(Optional::stream)
        .toList();
  }

  /** Ends early where nothing can save the exit any more. */
  private ExitTrial tried(Graph exit, List<List<Detection>> whole) throws DetectorException {
    long objects = witnesses.stream().mapToLong(w -> w.sample().truths().size()).sum();
    ExitTrial trial = new ExitTrial(labels, spec.scoreThreshold(), loss);
    try (Detector detector = Judge.open(Exporter.fp32(exit), "an earlier exit")) {
      for (int i = 0; i < whole.size() && !trial.isHopeless(objects); i++) {
        Witness witness = witnesses.get(i);
        List<Detection> few = answer(detector, witness);
        trial.add(witness.sample().truths(), whole.get(i), few, witness.heldOut());
      }
    }
    return trial;
  }
}
