package io.vedette.cli.compress;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.cli.compress.CompressReport.Row;
import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.compress.Exporter;
import io.vedette.federated.compress.recipe.Entry;
import io.vedette.federated.compress.recipe.Ingredient;
import io.vedette.federated.compress.recipe.Provenance;
import io.vedette.federated.compress.recipe.Recipe;
import io.vedette.federated.compress.recipe.RecipeRun;
import io.vedette.federated.compress.recipe.Stage;
import io.vedette.federated.compress.search.DeviceProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A recipe followed to its end: every model that it made, measured beside the original. */
public final class FollowedRecipe {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Recipe recipe;
  private final Assignment assignment;
  private final Surroundings around;
  private final @Nullable DeviceProfile profile;

  private FollowedRecipe(
      Recipe recipe, Assignment assignment, Surroundings around, @Nullable DeviceProfile profile) {
    this.recipe = recipe;
    this.assignment = assignment;
    this.around = around;
    this.profile = profile;
  }

  /**
   * Makes what is not there yet, measures all, and writes the reports. The last model, where it is
   * worth having, is {@code result.onnx}.
   *
   * @param profile of the device that the models are for; null where none is given
   * @throws DetectorException when the recipe is wrong, before anything is made, or a step of it
   *     cannot be done
   */
  public static CompressReport of(
      Path file,
      Assignment assignment,
      VariantJudge.Limits limits,
      Surroundings around,
      @Nullable Path profile)
      throws DetectorException, IOException, InterruptedException {
    Recipe recipe = RecipeFile.read(file);
    for (Entry entry : recipe.entries()) {
      Set<Ingredient> needs = entry.step().needs();
      if (needs.contains(Ingredient.LESSONS) && !assignment.lessons().given()) {
        throw new DetectorException(file + ", " + entry.name() + ": " + LessonData.MISSING);
      }
      if (needs.contains(Ingredient.SPEED) && profile == null) {
        throw new DetectorException(file + ", " + entry.name() + ": " + Bench.NO_PROFILE);
      }
    }
    DeviceProfile device = profile == null ? null : DeviceProfile.read(profile);
    if (recipe.entries().stream().anyMatch(FollowedRecipe::watches)) {
      assignment.calibration().warn(around.err());
    }
    Files.createDirectories(assignment.output());
    FollowedRecipe followed = new FollowedRecipe(recipe, assignment, around, device);
    List<Stage> stages = followed.stages();
    try (VariantJudge judge = assignment.judge(Recipe.ORIGINAL, limits, around.progress())) {
      CompressReport report = followed.measured(stages, judge, limits.deviceClass());
      report.write(assignment.output());
      publish(report, assignment.output());
      return report;
    }
  }

  private static boolean watches(Entry entry) {
    return entry.step().needs().contains(Ingredient.CALIBRATION);
  }

  private List<Stage> stages() throws DetectorException, IOException, InterruptedException {
    int count = recipe.entries().size();
    return new RecipeRun(recipe, assignment.output().resolve("steps"))
        .follow(
            around.bench(assignment, profile),
            entry ->
                around.say(
                    String.format(
                        "step %d of %d, %s: %s",
                        recipe.entries().indexOf(entry) + 1, count, entry.kind(), entry.name())));
  }

  private CompressReport measured(List<Stage> stages, VariantJudge judge, String deviceClass)
      throws DetectorException, IOException {
    List<Row> rows = new ArrayList<>(List.of(judge.reference()));
    Map<String, Map<String, Object>> measured = new LinkedHashMap<>();
    Map<String, ObjectNode> origins = new LinkedHashMap<>();
    for (Stage stage : stages) {
      String name = stage.entry().name();
      Graph variant = Exporter.fp32(stage.model());
      Row row = judge.judge(name, variant);
      measured.put(name, figures(row));
      ObjectNode origin = Provenance.of(recipe, name, stages, measured);
      Provenance.embed(variant, origin).write(row.file());
      origins.put(name, origin);
      rows.add(row.weighedAgain());
    }
    return new CompressReport(assignment.name(), assignment.data(), deviceClass, rows, null)
        .with(origins);
  }

  private static void publish(CompressReport report, Path folder) throws IOException {
    Row last = report.rows().get(report.rows().size() - 1);
    Path result = folder.resolve("result.onnx");
    Files.deleteIfExists(result);
    if (last.kept()) {
      Files.copy(last.file(), result);
    }
  }

  @SuppressWarnings("unchecked") // a JSON object is a map
  private static Map<String, Object> figures(Row row) {
    return JSON.convertValue(ReportJson.figures(row), Map.class);
  }
}
