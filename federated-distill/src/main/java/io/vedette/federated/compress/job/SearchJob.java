package io.vedette.federated.compress.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.compress.Exporter;
import io.vedette.federated.compress.RunsPerPicture;
import io.vedette.federated.compress.judge.VariantJudge;
import io.vedette.federated.compress.judge.VariantLimits;
import io.vedette.federated.compress.judge.VariantRow;
import io.vedette.federated.compress.recipe.Provenance;
import io.vedette.federated.compress.recipe.Recipe;
import io.vedette.federated.compress.recipe.RecipeRun;
import io.vedette.federated.compress.recipe.RecipeStage;
import io.vedette.federated.compress.search.Curriculum;
import io.vedette.federated.compress.search.DeviceProfile;
import io.vedette.federated.compress.search.Forecast;
import io.vedette.federated.compress.search.Limit.Taken;
import io.vedette.federated.compress.search.Profiling;
import io.vedette.federated.compress.search.SearchCandidate;
import io.vedette.federated.compress.search.SearchChoice;
import io.vedette.federated.compress.search.SuccessiveHalving;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Searches for the best variant under a limit. Candidates are forecast from the device's profile.
 * Those within reach learn from the original, the better half of them longer, and so on. The last
 * are measured in pairs with the original, in float and in 8 bits. Each training continues the
 * candidate's last one, and both precisions share them.
 */
public final class SearchJob {

  private static final int SURVIVORS = 3;

  private final CompressionTask task;
  private final SearchPlan plan;
  private final CompressionContext context;
  private final LocalRecipeContext recipes;
  private final Map<String, ObjectNode> origins = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();

  private SearchJob(CompressionTask task, SearchPlan plan, CompressionContext context) {
    this.task = task;
    this.plan = plan;
    this.context = context;
    this.recipes = context.recipeContext(task, null);
  }

  /**
   * Searches. The chosen variant is {@code result.onnx}; if the limits are not met there is none.
   */
  public static CompressReport run(
      CompressionTask task, SearchPlan plan, VariantLimits limits, CompressionContext context)
      throws DetectorException, IOException, InterruptedException {
    context.warn(task);
    Files.createDirectories(task.output());
    SearchJob search = new SearchJob(task, plan, context);
    try (VariantJudge judge = task.judge(limits, context.progress())) {
      return search.run(judge, limits);
    }
  }

  private CompressReport run(VariantJudge judge, VariantLimits limits)
      throws DetectorException, IOException, InterruptedException {
    VariantRow original = judge.reference();
    Forecast forecast =
        new Forecast(
            profile(limits),
            Exporter.fp32(task.model().graph()),
            task.spec(),
            new RunsPerPicture(task.judged().samples()),
            original.latency().p50());
    List<SearchCandidate> all =
        SearchCandidate.around(
            task.spec().input().width(),
            task.training().given(),
            plan.candidates().architectures(),
            plan.candidates().inputs(task.spec().tiles()));
    List<SearchCandidate> chosen =
        new CandidateFilter(task, recipes, forecast, plan.limits()).of(all, notes);
    if (chosen.isEmpty()) {
      throw new DetectorException("nothing can be tried: " + String.join("; ", notes));
    }
    context.say(chosen.size() + " of " + all.size() + " candidates are tried: " + names(chosen));
    boolean learns = task.training().given();
    if (learns && !task.training().holdsOut()) {
      notes.add(
          "candidates were chosen on the pictures judged on, which flatters: give --hold-out");
    }
    SuccessiveHalving halving = new SuccessiveHalving(SURVIVORS);
    Curriculum curriculum =
        new Curriculum(learns ? plan.training().epochs() : 0, halving.rounds(chosen.size()));
    List<VariantRow> rows = new ArrayList<>(List.of(original));
    for (SearchCandidate candidate : learns ? trained(chosen, halving, curriculum) : chosen) {
      for (boolean eightBits : new boolean[] {false, true}) {
        measured(candidate, curriculum, eightBits, judge).ifPresent(rows::add);
      }
    }
    return published(rows, limits.deviceClass());
  }

  private DeviceProfile profile(VariantLimits limits) throws DetectorException, IOException {
    if (plan.profile() != null) {
      return DeviceProfile.read(plan.profile());
    }
    Path own = task.output().resolve("profile.json");
    if (!Files.exists(own)) {
      Profiling.measure(
              limits.deviceClass(), limits.runtime().threads(), 5, List.of(), context.progress())
          .write(own);
    }
    return DeviceProfile.read(own);
  }

  /** The candidates that found most after training. */
  private List<SearchCandidate> trained(
      List<SearchCandidate> chosen, SuccessiveHalving halving, Curriculum curriculum)
      throws DetectorException, IOException, InterruptedException {
    Dataset heldOut = task.training().heldOut(task.judged());
    return halving.run(
        chosen,
        (candidate, round) -> {
          Recipe recipe = recipe(candidate, curriculum.until(round), false);
          Graph learned = Exporter.fp32(last(follow(recipe)).model());
          double ap50 = VariantJudge.ap50(learned, heldOut, context.progress());
          context.say(
              String.format(
                  Locale.ROOT, "round %d, %s: AP50 %.3f", round + 1, candidate.name(), ap50));
          return ap50;
        });
  }

  private Optional<VariantRow> measured(
      SearchCandidate candidate, Curriculum curriculum, boolean eightBits, VariantJudge judge)
      throws DetectorException, IOException, InterruptedException {
    String name = candidate.name() + (eightBits ? " int8" : "");
    try {
      Recipe recipe = recipe(candidate, curriculum.whole(), eightBits);
      List<RecipeStage> stages = follow(recipe);
      Graph variant = Exporter.fp32(last(stages).model());
      VariantRow row = judge.judge(name, variant);
      ObjectNode origin = Provenance.of(recipe, last(stages).entry().name(), stages, Map.of());
      Provenance.embed(variant, origin).write(row.file().path());
      origins.put(name, origin);
      return Optional.of(row.rewritten());
    } catch (DetectorException e) {
      notes.add(name + " was left out: " + e.getMessage());
      return Optional.empty();
    }
  }

  private Recipe recipe(SearchCandidate candidate, List<Integer> epochs, boolean eightBits)
      throws DetectorException {
    return candidate.recipe(task.spec(), epochs, plan.training().options(), eightBits);
  }

  private List<RecipeStage> follow(Recipe recipe)
      throws DetectorException, IOException, InterruptedException {
    return new RecipeRun(recipe, task.steps()).follow(recipes, entry -> {});
  }

  private static RecipeStage last(List<RecipeStage> stages) {
    return stages.get(stages.size() - 1);
  }

  /** Keeps the Pareto front, and publishes the chosen variant. */
  private CompressReport published(List<VariantRow> rows, String deviceClass) throws IOException {
    VariantRow original = rows.get(0);
    List<SearchChoice.Point> points =
        rows.stream().filter(row -> !row.refused()).map(row -> point(row, original)).toList();
    SearchChoice choice = SearchChoice.of(points, plan.limits(), plan.keep());
    List<VariantRow> judged = new ArrayList<>();
    for (VariantRow row : rows) {
      boolean onFront = choice.front().contains(row.variant());
      boolean chosen = choice.met() && row.variant().equals(choice.chosen().name());
      String why = chosen ? "chosen" : onFront ? "on the front" : "another is better in all";
      judged.add(row.refused() ? row : row.judged(onFront || row == original, why));
    }
    CompressReport report =
        new CompressReport(task.subject(deviceClass), judged, null)
            .withOrigins(origins)
            .withChoice(choice, notes);
    String result = choice.chosen().name().replace(' ', '-') + ".onnx";
    report.publish(choice.met() ? task.output().resolve(result) : null, task.output());
    return report.deleteRejected();
  }

  /** The time is scaled to the original's, which was timed in the same pairs. */
  private static SearchChoice.Point point(VariantRow row, VariantRow original) {
    double latency = original.latency().p50() / row.timing().timesFaster();
    double kept = original.ap50() > 0 ? row.ap50() / original.ap50() : 1;
    return new SearchChoice.Point(
        row.variant(), new Taken(latency, row.bytes(), row.cost().gflops()), kept);
  }

  private static String names(List<SearchCandidate> candidates) {
    return String.join(", ", candidates.stream().map(SearchCandidate::name).toList());
  }
}
