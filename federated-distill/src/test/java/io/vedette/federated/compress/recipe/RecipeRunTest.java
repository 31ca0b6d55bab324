package io.vedette.federated.compress.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.federated.compress.LivedIn;
import io.vedette.federated.compress.Speed;
import io.vedette.federated.compress.Workload;
import io.vedette.federated.compress.quantize.PictureSource;
import io.vedette.federated.compress.quantize.precision.Precisions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RecipeRunTest {

  private static final Map<String, Object> FROM_START = Map.of("from", Recipe.ORIGINAL);
  private static final Map<String, Object> EPOCHS = Map.of("epochs", 1);

  @TempDir Path folder;

  /** Students learn nothing here, and every training is noted. */
  private static final class NotedTrainings implements RecipeContext {
    private final Graph original;
    private final List<TrainingTask> trainings = new ArrayList<>();
    private String pictures = "these";
    private String device = "desk";
    private @Nullable Speed speed;
    private boolean fails;

    NotedTrainings() {
      this("vedette-pico");
    }

    NotedTrainings(String architecture) {
      this.original = LivedIn.network(architecture);
    }

    @Override
    public Graph original() {
      return original;
    }

    @Override
    public List<PictureSource> calibration() {
      return List.of(() -> LivedIn.picture(1), () -> LivedIn.picture(2));
    }

    @Override
    public Dataset trainingData() throws DetectorException {
      throw new DetectorException("no pictures");
    }

    @Override
    public Speed speed() throws DetectorException {
      if (speed == null) {
        throw new DetectorException("no profile");
      }
      return speed;
    }

    @Override
    public String digest(Requirement requirement) {
      return requirement == Requirement.SPEED ? device : pictures;
    }

    @Override
    public Graph train(TrainingTask task, Path folder) throws DetectorException {
      if (fails) {
        throw new DetectorException("the power went off");
      }
      trainings.add(task);
      return task.student() == null ? original : task.student();
    }

    @Override
    public IntConsumer progress(String what, int total) {
      return done -> {};
    }
  }

  private static Recipe recipe(double operations) throws DetectorException {
    return Recipe.of(
        "r.yaml",
        "half",
        List.of(
            Map.of("prune", Map.of("operations", operations)),
            Map.of("distill", Map.of("epochs", 2, "losses", "boxes")),
            Map.of("int8", Map.of("calibrator", "minmax", "float-layers", 1))));
  }

  private List<RecipeStage> follow(Recipe recipe, NotedTrainings context) throws Exception {
    return new RecipeRun(recipe, folder).follow(context, entry -> {});
  }

  @Test
  void aRunGoesOnFromTheFirstStepThatIsNotFinished() throws Exception {
    NotedTrainings context = new NotedTrainings();
    context.fails = true;
    assertThatThrownBy(() -> follow(recipe(0.6), context))
        .hasMessage("distill: the power went off");

    context.fails = false;
    List<RecipeStage> stages = follow(recipe(0.6), context);

    assertThat(stages.stream().map(RecipeStage::reused)).containsExactly(true, false, false);
    assertThat(context.trainings).hasSize(1);
    StepTrainingOptions options = context.trainings.get(0).options();
    assertThat(options.training(false, 1e-3).epochs()).isEqualTo(2);
    assertThat(options.loss().terms()).asString().startsWith("boxes=");
    assertThat(follow(recipe(0.6), context).stream().map(RecipeStage::reused)).containsOnly(true);
    assertThat(LivedIn.count(stages.get(2).model(), "QuantizeLinear")).isPositive();
    assertThat(LivedIn.run(stages.get(2).model())).hasSameSizeAs(LivedIn.run(context.original));
  }

  @Test
  void whatDependsOnAChangeIsMadeAnew() throws Exception {
    NotedTrainings context = new NotedTrainings();
    follow(recipe(0.6), context);

    assertThat(follow(recipe(0.7), context).stream().map(RecipeStage::reused)).containsOnly(false);
    context.pictures = "others";
    assertThat(follow(recipe(0.6), context).stream().map(RecipeStage::reused))
        .as("cutting looks at no picture")
        .containsExactly(true, false, false);
  }

  @Test
  void aShareOfTheTimeIsThatOfTheDevice() throws Exception {
    NotedTrainings context = new NotedTrainings();
    Recipe recipe = Recipe.of("r.yaml", "timed", List.of(Map.of("prune", Map.of("latency", 0.6))));
    assertThatThrownBy(() -> follow(recipe, context)).hasMessage("prune: no profile");

    context.speed = work -> 3 * work.gflops();
    Graph cut = follow(recipe, context).get(0).model();
    assertThat(follow(recipe, context).get(0).reused()).isTrue();
    context.device = "another";
    assertThat(follow(recipe, context).get(0).reused()).isFalse();

    DetectorSpec spec = SpecInference.infer(context.original, Hints.NONE, "test");
    assertThat(
            context.speed.milliseconds(Workload.of(cut, spec))
                / context.speed.milliseconds(Workload.of(context.original, spec)))
        .isBetween(0.5, 0.6);
  }

  @Test
  void activationsAreExchangedAndThinConvolutionsStayFloat() throws Exception {
    NotedTrainings context = new NotedTrainings("yolo11n");
    List<RecipeStage> stages =
        follow(
            Recipe.of(
                "r.yaml",
                "quick",
                List.of(
                    "relu", "int8", Map.of("int8", Map.of("from", "relu", "thin-float", true)))),
            context);

    assertThat(LivedIn.count(stages.get(0).model(), "Relu")).isPositive();
    assertThat(LivedIn.count(context.original, "Relu")).isZero();
    assertThat(LivedIn.count(stages.get(2).model(), "DequantizeLinear"))
        .isLessThan(LivedIn.count(stages.get(1).model(), "DequantizeLinear"));
  }

  @Test
  void aRoundedModelIsNotCutAndTheErrorSaysWhy() throws Exception {
    Recipe recipe =
        Recipe.of("r.yaml", "wrong", List.of("int8", Map.of("prune", Map.of("operations", 0.5))));

    assertThatThrownBy(() -> follow(recipe, new NotedTrainings()))
        .hasMessageStartingWith("prune: a model in fewer bits cannot be pruned")
        .hasMessageContaining("before the model is rounded");
  }

  static List<String> precisions() {
    return Precisions.names();
  }

  @ParameterizedTest
  @MethodSource("precisions")
  void everyPrecisionIsAStepThatNothingChangesTheWeightsAfter(String precision) throws Exception {
    NotedTrainings context = new NotedTrainings();

    RecipeStage stage = follow(Recipe.of("r.yaml", "small", List.of(precision)), context).get(0);

    assertThat(LivedIn.run(stage.model())).hasSameSizeAs(LivedIn.run(context.original));
    assertThat(stage.model().toBytes().length)
        .isLessThan((int) (0.6 * context.original.toBytes().length));
    for (Object after :
        List.of("int8", "fp16", Map.of("zeros", Map.of("share", 0.5)), Map.of("train", EPOCHS))) {
      Recipe recipe = Recipe.of("r.yaml", "wrong", List.of(precision, after));
      assertThatThrownBy(() -> follow(recipe, context))
          .as("%s after %s", after, precision)
          .hasMessageStartingWith(recipe.entries().get(1).name() + ": ")
          .hasMessageContaining("a model in fewer bits cannot be");
    }
  }

  @Test
  void precisionsThatLookAtNoPictureStayWhenOthersAreGiven() throws Exception {
    Recipe recipe =
        Recipe.of(
            "r.yaml",
            "small",
            List.of("int8", Map.of("fp16", FROM_START), Map.of("ternary", FROM_START)));
    NotedTrainings context = new NotedTrainings();
    follow(recipe, context);

    context.pictures = "others";

    assertThat(follow(recipe, context).stream().map(RecipeStage::reused))
        .containsExactly(false, true, true);
  }

  @Test
  void theTeacherIsGivenTheStudentsInput() throws Exception {
    NotedTrainings context = new NotedTrainings();
    follow(
        Recipe.of(
            "r.yaml",
            "small",
            List.of(Map.of("input", Map.of("pixels", 32)), Map.of("distill", Map.of("epochs", 1)))),
        context);

    TrainingTask task = context.trainings.get(0);
    assertThat(task.teacher().metadata().get("vedette.spec")).contains("32");
    assertThat(task.teacher().metadata()).isEqualTo(task.student().metadata());
  }

  @Test
  void aVariantTellsWhatMadeIt() throws Exception {
    Recipe recipe = recipe(0.6);
    List<RecipeStage> stages = follow(recipe, new NotedTrainings());

    Graph told =
        Provenance.embed(
            stages.get(2).model(),
            Provenance.of(recipe, "int8", stages, Map.of("distill", Map.of("AP50", 0.9))));

    JsonNode read = new ObjectMapper().readTree(told.metadata().get(Provenance.METADATA_KEY));
    assertThat(read.path("recipe").asText()).isEqualTo("half");
    assertThat(read.path("steps").findValuesAsText("step"))
        .containsExactly("prune", "distill", "int8");
    assertThat(read.at("/steps/0/parameters/operations").asDouble()).isEqualTo(0.6);
    assertThat(read.at("/steps/1/measured/AP50").asDouble()).isEqualTo(0.9);
    assertThat(read.at("/steps/2/digest").asText()).hasSize(64);
    assertThat(told.metadata()).containsKey("vedette.spec");
  }
}
