package io.vedette.federated.distill;

import io.vedette.detector.DetectorException;
import io.vedette.federated.autograd.FreeParameters;
import io.vedette.federated.autograd.Scope;
import io.vedette.federated.autograd.Tensor;
import io.vedette.federated.train.ExtraLoss;
import io.vedette.federated.train.TrainingStep;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a student has to learn from a teacher, beside its labels: the weighted terms together count
 * α, or as much of it as the teacher is trusted with, and the labels the rest.
 */
public final class DistillationLoss implements ExtraLoss, AutoCloseable {

  private final Teacher teacher;
  private final Settings settings;
  private final List<String> features;
  private final FreeParameters parameters = new FreeParameters();
  private final List<DistillationTerms.Weighted> terms;
  private final TemperatureSchedule temperatures;

  /**
   * How a student learns from its teacher.
   *
   * @param terms what is compared
   * @param alpha what the teacher counts against the labels, 0 to 1
   * @param temperature how both answers are softened
   * @param emphasis what each picture counts
   * @param seed of what is drawn: adapters, masks
   */
  public record Settings(
      DistillationTerms terms,
      double alpha,
      Temperature temperature,
      SampleWeighting emphasis,
      long seed) {

    public Settings {
      if (!(alpha >= 0 && alpha <= 1)) {
        throw new IllegalArgumentException("an alpha of " + alpha + " is not 0 to 1");
      }
    }
  }

  private DistillationLoss(
      Teacher teacher, Settings settings, List<String> features, List<FeatureWidths> widths) {
    this.teacher = teacher;
    this.settings = settings;
    this.features = List.copyOf(features);
    this.terms = settings.terms().make(parameters, widths, settings.seed());
    this.temperatures = new TemperatureSchedule(settings.temperature(), parameters);
  }

  /** By logits and boxes alone. The teacher stays the caller's. */
  public static DistillationLoss byLogits(Teacher teacher, Settings settings) {
    if (settings.terms().needsFeatures()) {
      throw new IllegalArgumentException("a term looks at inner tensors, and none are named");
    }
    return new DistillationLoss(teacher, settings, List.of(), List.of());
  }

  /**
   * By inner tensors too. The teacher stays the caller's.
   *
   * @param features the student's, finest level first; the teacher answers with as many
   * @param widths channels of each level
   */
  static DistillationLoss byFeatures(
      Teacher teacher, Settings settings, List<String> features, List<FeatureWidths> widths) {
    return new DistillationLoss(teacher, settings, features, widths);
  }

  @Override
  public String described() {
    return "distilling by " + settings;
  }

  @Override
  public double supervisedShare(double progress) {
    return 1 - share(progress);
  }

  private double share(double progress) {
    return settings.alpha() * teacher.trust(progress);
  }

  @Override
  public List<String> tensors() {
    return features;
  }

  @Override
  public Map<String, Tensor> parameters() {
    return parameters.byName();
  }

  @Override
  public Tensor of(Scope scope, TrainingStep step) throws DetectorException {
    DenseAnswer answer = teacher.answer(step);
    BatchComparison comparison =
        BatchComparison.of(
            scope,
            step.outputs(),
            features.stream()
                .map(name -> Objects.requireNonNull(step.tensors().get(name)))
                .toList(),
            answer,
            settings.emphasis().of(step.outputs(), answer),
            temperatures.at(step.progress()),
            step.number());
    Tensor total = scope.full(0);
    double softened = 0;
    for (DistillationTerms.Weighted weighted : terms) {
      Tensor part = weighted.term().of(comparison).mul(weighted.weight());
      softened += temperatures.listens() && weighted.term().softened() ? part.item() : 0;
      total = total.add(part);
    }
    temperatures.hear(softened, step.count());
    return total.mul(share(step.progress()));
  }

  @Override
  public void close() {
    parameters.close();
  }
}
