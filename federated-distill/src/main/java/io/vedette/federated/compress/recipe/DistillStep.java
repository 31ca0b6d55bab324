package io.vedette.federated.compress.recipe;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.federated.compress.input.Resized;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Distils the original into the model, or into a new network.
 *
 * @param architecture of a new network; null where the model that comes in learns
 * @param pixels side of a new network's input; 0 for the original's
 * @param options of the training
 */
record DistillStep(@Nullable String architecture, int pixels, StepTrainingOptions options)
    implements RecipeStep {

  static final StepKind KIND =
      new StepKind(
          "distill",
          "learn from the original",
          Stream.concat(Stream.of("architecture", "pixels"), StepTrainingOptions.TEACHING.stream())
              .toList(),
          DistillStep::of);

  private static DistillStep of(StepParameters parameters) throws DetectorException {
    StepTrainingOptions options = StepTrainingOptions.of(parameters);
    Optional<String> architecture = parameters.text("architecture");
    if (parameters.has("pixels") && architecture.isEmpty()) {
      throw parameters.wrong("pixels", "is of a new architecture; a model has a step 'input'");
    }
    return new DistillStep(
        architecture.orElse(null), parameters.whole("pixels", 0, 32, 2048), options);
  }

  @Override
  public Set<Requirement> needs() {
    return Set.of(Requirement.TRAINING_DATA);
  }

  @Override
  public Graph apply(Graph model, RecipeContext context, Path folder)
      throws DetectorException, IOException, InterruptedException {
    DetectorSpec spec =
        SpecInference.infer(context.original(), Hints.NONE, "the original, which teaches");
    if (architecture != null) {
      int side = pixels == 0 ? spec.input().width() : pixels;
      Graph teacher = Resized.of(context.original(), side, side);
      return context.train(new TrainingTask(teacher, null, architecture, side, options), folder);
    }
    FloatModel.check(model, "taught");
    var input = SpecInference.infer(model, Hints.NONE, "the student").input();
    // teacher and student must see the same picture
    Graph teacher = Resized.of(context.original(), input.width(), input.height());
    return context.train(new TrainingTask(teacher, model, null, 0, options), folder);
  }
}
