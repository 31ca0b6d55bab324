package io.vedette.federated.compress.recipe;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.federated.compress.input.Resized;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The model learns from the original, or a new network does.
 *
 * @param architecture of a new network; null where the model that comes in learns
 * @param pixels side of a new network's input; 0 for the original's
 * @param options of the training
 */
record DistillStep(@Nullable String architecture, int pixels, Map<String, Object> options)
    implements RecipeStep {

  /** What {@code vedette distill} has beyond {@code vedette train}, as it calls them. */
  private static final List<String> OWN =
      List.of("losses", "temperature", "alpha", "emphasis", "threshold", "black-box");

  private static final List<String> OPTIONS =
      Stream.concat(TrainStep.OPTIONS.stream(), OWN.stream()).toList();

  static final StepKind KIND =
      new StepKind(
          "distill",
          "learn from the original",
          Stream.concat(Stream.of("architecture", "pixels"), OPTIONS.stream()).toList(),
          DistillStep::of);

  private static DistillStep of(StepParameters parameters) throws DetectorException {
    parameters.whole("epochs", 1, 100_000);
    Optional<String> architecture = parameters.text("architecture");
    if (parameters.has("pixels") && architecture.isEmpty()) {
      throw parameters.wrong("pixels", "is of a new architecture; a model has a step 'input'");
    }
    return new DistillStep(
        architecture.orElse(null),
        parameters.whole("pixels", 0, 32, 2048),
        parameters.only(OPTIONS));
  }

  @Override
  public Set<Requirement> needs() {
    return Set.of(Requirement.LESSONS);
  }

  @Override
  public Graph apply(Graph model, RecipeContext bench, Path folder)
      throws DetectorException, IOException, InterruptedException {
    DetectorSpec spec =
        SpecInference.infer(bench.original(), Hints.NONE, "the original, which teaches");
    Map<String, Object> asked = new LinkedHashMap<>(options);
    if (architecture != null) {
      int side = pixels == 0 ? spec.input().width() : pixels;
      asked.put("size", side);
      Graph teacher = Resized.of(bench.original(), side, side);
      return bench.taught(new TrainingTask(teacher, null, architecture, asked), folder);
    }
    FloatModel.check(model, "taught");
    var input = SpecInference.infer(model, Hints.NONE, "the student").input();
    // both must see the same picture
    Graph teacher = Resized.of(bench.original(), input.width(), input.height());
    return bench.taught(new TrainingTask(teacher, model, null, asked), folder);
  }
}
