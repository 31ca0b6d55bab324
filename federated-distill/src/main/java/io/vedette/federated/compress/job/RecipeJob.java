package io.vedette.federated.compress.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.compress.Exporter;
import io.vedette.federated.compress.judge.VariantJudge;
import io.vedette.federated.compress.judge.VariantLimits;
import io.vedette.federated.compress.judge.VariantRow;
import io.vedette.federated.compress.recipe.Provenance;
import io.vedette.federated.compress.recipe.Recipe;
import io.vedette.federated.compress.recipe.RecipeRun;
import io.vedette.federated.compress.recipe.RecipeStage;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Follows a recipe to its end and measures every model that it makes. */
public final class RecipeJob {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final RecipePlan plan;
  private final CompressionTask task;
  private final CompressionContext context;

  private RecipeJob(RecipePlan plan, CompressionTask task, CompressionContext context) {
    this.plan = plan;
    this.task = task;
    this.context = context;
  }

  /**
   * Makes what is not there yet and measures all. The last model is {@code result.onnx} if it is
   * worth having.
   *
   * @throws DetectorException when a step of the recipe cannot be done
   */
  public static CompressReport run(
      RecipePlan plan, CompressionTask task, VariantLimits limits, CompressionContext context)
      throws DetectorException, IOException, InterruptedException {
    if (plan.calibrates()) {
      context.warn(task);
    }
    Files.createDirectories(task.output());
    RecipeJob job = new RecipeJob(plan, task, context);
    List<RecipeStage> stages = job.stages();
    try (VariantJudge judge = task.judge(limits, context.progress())) {
      CompressReport report = job.measured(stages, judge, limits.deviceClass()).deleteRejected();
      VariantRow last = report.rows().get(report.rows().size() - 1);
      report.publish(last.kept() ? last.file().path() : null, task.output());
      return report;
    }
  }

  private List<RecipeStage> stages() throws DetectorException, IOException, InterruptedException {
    Recipe recipe = plan.recipe();
    int count = recipe.entries().size();
    return new RecipeRun(recipe, task.steps())
        .follow(
            context.recipeContext(task, plan.profile()),
            entry ->
                context.say(
                    String.format(
                        "step %d of %d, %s: %s",
                        recipe.entries().indexOf(entry) + 1, count, entry.kind(), entry.name())));
  }

  private CompressReport measured(List<RecipeStage> stages, VariantJudge judge, String deviceClass)
      throws DetectorException, IOException {
    List<VariantRow> rows = new ArrayList<>(List.of(judge.reference()));
    Map<String, Map<String, Object>> measured = new LinkedHashMap<>();
    Map<String, ObjectNode> origins = new LinkedHashMap<>();
    for (RecipeStage stage : stages) {
      String name = stage.entry().name();
      Graph variant = Exporter.fp32(stage.model());
      VariantRow row = judge.judge(name, variant);
      measured.put(name, figures(row));
      ObjectNode origin = Provenance.of(plan.recipe(), name, stages, measured);
      Provenance.embed(variant, origin).write(row.file().path());
      origins.put(name, origin);
      rows.add(row.rewritten());
    }
    return new CompressReport(task.subject(deviceClass), rows, null).withOrigins(origins);
  }

  @SuppressWarnings("unchecked") // a JSON object is a map
  private static Map<String, Object> figures(VariantRow row) {
    return JSON.convertValue(row.figures(), Map.class);
  }
}
