package io.vedette.cloud.review;

import io.vedette.cloud.escalation.AcceptedEscalation;
import io.vedette.cloud.escalation.TeacherVerdict;
import io.vedette.detector.evaluate.Interval;
import io.vedette.detector.evaluate.PredictedRatio;
import io.vedette.detector.evaluate.RatioMoments;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The true accuracy of students in the field, from few reviews among many verdicts: see {@link
 * PredictedRatio}. Not safe for use by several threads.
 *
 * <p>Thin: all cameras and labels of a deployment count together.
 */
final class ReviewedAccuracy {

  private static final double CONFIDENCE = 0.95;

  /** More students than these, and the one that was audited first is forgotten. */
  private static final int MAX_MODELS = 200;

  /** A reviewed frame. */
  private record Known(FrameTally byTruth, FrameTally byTeacher, FrameTally teacher) {}

  /** The audits of one student. */
  private static final class Model {
    final Map<AccuracyFigure, RatioMoments> verdicts = new EnumMap<>(AccuracyFigure.class);
    final Map<String, Known> known = new LinkedHashMap<>();
    long audits;

    Model() {
      for (AccuracyFigure figure : AccuracyFigure.values()) {
        verdicts.put(figure, new RatioMoments());
      }
    }
  }

  private final Map<String, Model> models =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Model> eldest) {
          return size() > MAX_MODELS;
        }
      };

  /** Adds an audit with a verdict, once. */
  void verdict(AcceptedEscalation audit, TeacherVerdict verdict) {
    Model model = models.computeIfAbsent(audit.modelSha256(), key -> new Model());
    FrameTally tally = FrameTally.of(audit.student(), verdict.detections());
    model.verdicts.forEach((figure, m) -> m.add(figure.above(tally), figure.below(tally)));
    model.audits++;
  }

  /** Adds or replaces the review of a frame of the random sample, after its verdict. */
  void review(AcceptedEscalation audit, TeacherVerdict verdict, Review review) {
    Model model = models.get(audit.modelSha256());
    if (model != null) {
      model.known.put(
          audit.id(),
          new Known(
              FrameTally.of(audit.student(), review.objects()),
              FrameTally.of(audit.student(), verdict.detections()),
              FrameTally.of(verdict.detections(), review.objects())));
    }
  }

  /** A review is forgotten. */
  void forget(String escalationId) {
    models.values().forEach(model -> model.known.remove(escalationId));
  }

  /** All students, the one that was audited last first. */
  List<ReviewedModel> models() {
    List<ReviewedModel> all = new ArrayList<>();
    models.forEach((digest, model) -> all.add(0, read(digest, model)));
    return all;
  }

  private static ReviewedModel read(String digest, Model model) {
    List<Known> known = List.copyOf(model.known.values());
    return new ReviewedModel(
        digest,
        model.audits,
        known.size(),
        accuracy(figure -> predicted(figure, model, known)),
        accuracy(figure -> alone(figure, known, Known::byTruth)),
        accuracy(figure -> alone(figure, known, Known::teacher)));
  }

  private static Accuracy accuracy(Function<AccuracyFigure, Interval> figure) {
    return new Accuracy(
        figure.apply(AccuracyFigure.PRECISION),
        figure.apply(AccuracyFigure.RECALL),
        figure.apply(AccuracyFigure.F1));
  }

  private static Interval predicted(AccuracyFigure figure, Model model, List<Known> known) {
    RatioMoments reviewed = new RatioMoments();
    known.forEach(k -> reviewed.add(figure.above(k.byTeacher()), figure.below(k.byTeacher())));
    RatioMoments all = model.verdicts.getOrDefault(figure, new RatioMoments());
    return PredictedRatio.of(
        known.stream()
            .map(
                k ->
                    new PredictedRatio.Known(
                        figure.above(k.byTruth()),
                        figure.below(k.byTruth()),
                        figure.above(k.byTeacher()),
                        figure.below(k.byTeacher())))
            .toList(),
        all.without(reviewed),
        CONFIDENCE);
  }

  private static Interval alone(
      AccuracyFigure figure, List<Known> known, Function<Known, FrameTally> tally) {
    return PredictedRatio.of(
        known.stream()
            .map(tally)
            .map(t -> new PredictedRatio.Known(figure.above(t), figure.below(t), 0, 0))
            .toList(),
        new RatioMoments(),
        CONFIDENCE);
  }
}
