package io.vedette.federated.distill;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.ExposeTensors;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.detector.image.Preprocessor;
import io.vedette.detector.runtime.FloatTensor;
import io.vedette.detector.runtime.OnnxSession;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.federated.train.head.HeadLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Pairs the levels of a student with those of its teacher. */
public final class FeatureDistillation {

  private FeatureDistillation() {}

  /**
   * The inner tensors of a detector's levels.
   *
   * @param names finest level first; none: those that {@link FeatureLevels} finds
   */
  public static List<String> levels(Graph graph, List<String> names) throws DetectorException {
    if (!names.isEmpty()) {
      return names;
    }
    DetectorSpec spec = SpecInference.infer(graph, Hints.NONE, "the detector");
    return FeatureLevels.of(graph, HeadLayout.of(spec));
  }

  /**
   * What the student has to learn.
   *
   * @param teacher opened with {@code teacherLevels} as its features
   * @throws DetectorException when the levels do not fit each other
   */
  public static DistillationLoss of(
      Teacher teacher,
      DistillationLoss.Settings settings,
      Graph student,
      List<String> studentLevels,
      Graph teacherGraph,
      List<String> teacherLevels)
      throws DetectorException {
    if (!settings.terms().needsFeatures()) {
      return DistillationLoss.byLogits(teacher, settings);
    }
    List<long[]> own = shapes(student, studentLevels);
    List<long[]> theirs = shapes(teacherGraph, teacherLevels);
    if (own.size() != theirs.size()) {
      throw new DetectorException(
          "the student has " + own.size() + " levels and the teacher " + theirs.size());
    }
    List<FeatureWidths> widths = new ArrayList<>();
    for (int level = 0; level < own.size(); level++) {
      long[] s = own.get(level);
      long[] t = theirs.get(level);
      if (s.length != 4 || t.length != 4 || s[2] != t[2] || s[3] != t[3]) {
        throw new DetectorException(
            studentLevels.get(level)
                + " "
                + Arrays.toString(s)
                + " and "
                + teacherLevels.get(level)
                + " "
                + Arrays.toString(t)
                + " do not cover the same places");
      }
      widths.add(new FeatureWidths((int) s[1], (int) t[1]));
    }
    if (settings.terms().needsAnchors()) {
      checkAnchors(student, own, studentLevels);
    }
    return DistillationLoss.byFeatures(teacher, settings, studentLevels, widths);
  }

  private static void checkAnchors(Graph student, List<long[]> shapes, List<String> names)
      throws DetectorException {
    DetectorSpec spec = SpecInference.infer(student, Hints.NONE, "the detector");
    int[] strides = HeadLayout.of(spec).strides();
    boolean fits = strides.length == shapes.size();
    for (int level = 0; fits && level < strides.length; level++) {
      fits =
          shapes.get(level)[2] == spec.input().height() / strides[level]
              && shapes.get(level)[3] == spec.input().width() / strides[level];
    }
    if (!fits) {
      throw new DetectorException(
          names
              + " have other places than the head's anchors, at strides "
              + Arrays.toString(strides)
              + ", by which 'imitate' weighs; name others or leave it out");
    }
  }

  /** Shapes for one picture, by running the graph on nothing. */
  private static List<long[]> shapes(Graph graph, List<String> tensors) throws DetectorException {
    DetectorSpec spec = SpecInference.infer(graph, Hints.NONE, "the detector");
    byte[] bytes;
    try {
      bytes = ExposeTensors.of(tensors).apply(graph).toBytes();
    } catch (IllegalArgumentException e) {
      throw new DetectorException("the detector: " + e.getMessage(), e);
    }
    try (OnnxSession session = OnnxSession.open(bytes, "the detector", RuntimeOptions.DEFAULT)) {
      FloatTensor nothing =
          FloatTensor.of(new float[Preprocessor.size(spec.input())], spec.input().shape(1));
      Map<String, FloatTensor> outputs = session.run(Map.of(spec.input().name(), nothing), tensors);
      return tensors.stream().map(t -> Objects.requireNonNull(outputs.get(t)).shape()).toList();
    }
  }
}
