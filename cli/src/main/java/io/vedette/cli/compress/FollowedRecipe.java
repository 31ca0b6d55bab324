package io.vedette.cli.compress;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.cli.compress.CompressReport.Row;
import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.compress.Exporter;
import io.vedette.federated.compress.recipe.Provenance;
import io.vedette.federated.compress.recipe.Recipe;
import io.vedette.federated.compress.recipe.RecipeRun;
import io.vedette.federated.compress.recipe.RecipeStage;
import io.vedette.federated.compress.search.DeviceProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A recipe followed to its end: every model that it made, measured beside the original. */
public final class FollowedRecipe {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Recipe recipe;
  private final @Nullable DeviceProfile profile;
  private final CompressionTask assignment;
  private final CompressionContext around;

  private FollowedRecipe(RecipePlan plan, CompressionTask assignment, CompressionContext around) {
    this.recipe = plan.recipe();
    this.profile = plan.profile();
    this.assignment = assignment;
    this.around = around;
  }

  /**
   * Makes what is not there yet, measures all, and writes the reports. The last model, where it is
   * worth having, is {@code result.onnx}.
   *
   * @throws DetectorException when a step of the recipe cannot be done
   */
  public static CompressReport of(
      RecipePlan plan,
      CompressionTask assignment,
      VariantJudge.Limits limits,
      CompressionContext around)
      throws DetectorException, IOException, InterruptedException {
    if (plan.watches()) {
      assignment.calibration().warn(around.err());
    }
    Files.createDirectories(assignment.output());
    FollowedRecipe followed = new FollowedRecipe(plan, assignment, around);
    List<RecipeStage> stages = followed.stages();
    try (VariantJudge judge = assignment.judge(Recipe.ORIGINAL, limits, around.progress())) {
      CompressReport report = followed.measured(stages, judge, limits.deviceClass());
      report.write(assignment.output());
      publish(report, assignment.output());
      return report;
    }
  }

  private List<RecipeStage> stages() throws DetectorException, IOException, InterruptedException {
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

  private CompressReport measured(List<RecipeStage> stages, VariantJudge judge, String deviceClass)
      throws DetectorException, IOException {
    List<Row> rows = new ArrayList<>(List.of(judge.reference()));
    Map<String, Map<String, Object>> measured = new LinkedHashMap<>();
    Map<String, ObjectNode> origins = new LinkedHashMap<>();
    for (RecipeStage stage : stages) {
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
    return JSON.convertValue(CompressReportJson.figures(row), Map.class);
  }
}
