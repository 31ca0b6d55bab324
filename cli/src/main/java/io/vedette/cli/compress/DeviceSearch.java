package io.vedette.cli.compress;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.cli.compress.CompressReport.Row;
import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.compress.Exporter;
import io.vedette.federated.compress.RunsPerPicture;
import io.vedette.federated.compress.recipe.Provenance;
import io.vedette.federated.compress.recipe.Recipe;
import io.vedette.federated.compress.recipe.RecipeRun;
import io.vedette.federated.compress.recipe.RecipeStage;
import io.vedette.federated.compress.search.Curriculum;
import io.vedette.federated.compress.search.DeviceProfile;
import io.vedette.federated.compress.search.Forecast;
import io.vedette.federated.compress.search.Limit.Taken;
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
 * Looks for the best variant under a limit. Candidates are forecast from the device's profile;
 * those within reach learn from the original, the better half of them longer, and so on; the last
 * are measured in pairs with the original, in float and in 8 bits. Each lesson goes on from the
 * candidate's last, and both precisions share them.
 */
public final class DeviceSearch {

  private static final int SURVIVORS = 3;

  private final CompressionTask assignment;
  private final SearchPlan plan;
  private final CompressionContext around;
  private final LocalRecipeContext bench;
  private final Path steps;
  private final Map<String, ObjectNode> origins = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();

  private DeviceSearch(CompressionTask assignment, SearchPlan plan, CompressionContext around) {
    this.assignment = assignment;
    this.plan = plan;
    this.around = around;
    this.bench = around.bench(assignment, null);
    this.steps = assignment.output().resolve("steps");
  }

  /**
   * Searches, and writes the reports. The chosen variant is {@code result.onnx}; where the limits
   * are not met there is none.
   */
  public static CompressReport of(
      CompressionTask assignment,
      SearchPlan plan,
      VariantJudge.Limits limits,
      CompressionContext around)
      throws DetectorException, IOException, InterruptedException {
    assignment.calibration().warn(around.err());
    Files.createDirectories(assignment.output());
    DeviceSearch search = new DeviceSearch(assignment, plan, around);
    try (VariantJudge judge = assignment.judge(Recipe.ORIGINAL, limits, around.progress())) {
      return search.run(judge, limits);
    }
  }

  private CompressReport run(VariantJudge judge, VariantJudge.Limits limits)
      throws DetectorException, IOException, InterruptedException {
    Row original = judge.reference();
    Forecast forecast =
        new Forecast(
            profile(limits),
            Exporter.fp32(assignment.graph()),
            assignment.detector(),
            new RunsPerPicture(assignment.judged().samples()),
            original.latency().p50());
    List<SearchCandidate> all =
        SearchCandidate.around(
            assignment.detector().input().width(),
            assignment.lessons().given(),
            plan.architectures(),
            plan.sights(assignment.detector().tiles()));
    List<SearchCandidate> likely =
        new CandidateFilter(assignment, bench, forecast, plan.limits(), steps).of(all, notes);
    if (likely.isEmpty()) {
      throw new DetectorException("nothing can be tried: " + String.join("; ", notes));
    }
    around.say(likely.size() + " of " + all.size() + " candidates are tried: " + names(likely));
    boolean learns = assignment.lessons().given();
    if (learns && !assignment.lessons().holdsOut()) {
      notes.add(
          "candidates were chosen on the pictures judged on, which flatters: give --hold-out");
    }
    SuccessiveHalving halving = new SuccessiveHalving(SURVIVORS);
    Curriculum lessons = new Curriculum(learns ? plan.epochs() : 0, halving.rounds(likely.size()));
    List<Row> rows = new ArrayList<>(List.of(original));
    for (SearchCandidate candidate : learns ? learned(likely, halving, lessons) : likely) {
      for (boolean eightBits : new boolean[] {false, true}) {
        measured(candidate, lessons, eightBits, judge).ifPresent(rows::add);
      }
    }
    return published(rows, limits.deviceClass());
  }

  private DeviceProfile profile(VariantJudge.Limits limits) throws DetectorException, IOException {
    if (plan.profile() != null) {
      return DeviceProfile.read(plan.profile());
    }
    Path own = assignment.output().resolve("profile.json");
    if (!Files.exists(own)) {
      Profiling.measure(
              limits.deviceClass(), limits.runtime().threads(), 5, List.of(), around.progress())
          .write(own);
    }
    return DeviceProfile.read(own);
  }

  /** Those that found most after their lessons. */
  private List<SearchCandidate> learned(
      List<SearchCandidate> likely, SuccessiveHalving halving, Curriculum lessons)
      throws DetectorException, IOException, InterruptedException {
    Dataset heldOut = assignment.lessons().heldOut(assignment.judged());
    return halving.run(
        likely,
        (candidate, round) -> {
          Recipe recipe = recipe(candidate, lessons.until(round), false);
          Graph learned = Exporter.fp32(last(follow(recipe)).model());
          double ap50 = VariantJudge.ap50(learned, heldOut, around.progress());
          around.say(
              String.format(
                  Locale.ROOT, "round %d, %s: AP50 %.3f", round + 1, candidate.name(), ap50));
          return ap50;
        });
  }

  private Optional<Row> measured(
      SearchCandidate candidate, Curriculum lessons, boolean eightBits, VariantJudge judge)
      throws DetectorException, IOException, InterruptedException {
    String name = candidate.name() + (eightBits ? " int8" : "");
    try {
      Recipe recipe = recipe(candidate, lessons.whole(), eightBits);
      List<RecipeStage> stages = follow(recipe);
      Graph variant = Exporter.fp32(last(stages).model());
      Row row = judge.judge(name, variant);
      ObjectNode origin = Provenance.of(recipe, last(stages).entry().name(), stages, Map.of());
      Provenance.embed(variant, origin).write(row.file());
      origins.put(name, origin);
      return Optional.of(row.weighedAgain());
    } catch (DetectorException e) {
      notes.add(name + " was left out: " + e.getMessage());
      return Optional.empty();
    }
  }

  private Recipe recipe(SearchCandidate candidate, List<Integer> epochs, boolean eightBits)
      throws DetectorException {
    return candidate.recipe(assignment.detector(), epochs, plan.lesson(), eightBits);
  }

  private List<RecipeStage> follow(Recipe recipe)
      throws DetectorException, IOException, InterruptedException {
    return new RecipeRun(recipe, steps).follow(bench, entry -> {});
  }

  private static RecipeStage last(List<RecipeStage> stages) {
    return stages.get(stages.size() - 1);
  }

  /** The front stays, the chosen one as the result; the others were only tried. */
  private CompressReport published(List<Row> rows, String deviceClass) throws IOException {
    Row original = rows.get(0);
    List<SearchChoice.Point> points =
        rows.stream().filter(row -> !row.refused()).map(row -> point(row, original)).toList();
    SearchChoice choice = SearchChoice.of(points, plan.limits(), plan.keep());
    List<Row> judged = new ArrayList<>();
    for (Row row : rows) {
      boolean first = choice.front().contains(row.variant());
      boolean chosen = choice.met() && row.variant().equals(choice.chosen().name());
      String why = chosen ? "chosen" : first ? "on the front" : "another is better in all";
      judged.add(row.refused() ? row : row.judged(first || row == original, why));
    }
    CompressReport report =
        new CompressReport(assignment.name(), assignment.data(), deviceClass, judged, null)
            .with(origins)
            .with(choice, notes);
    Path result = assignment.output().resolve("result.onnx");
    Files.deleteIfExists(result);
    if (choice.met()) {
      Path file = assignment.output().resolve(choice.chosen().name().replace(' ', '-') + ".onnx");
      Files.copy(file, result);
    }
    report.write(assignment.output());
    return report;
  }

  /** Its time is a share of the original's in the same minutes, on the original's own scale. */
  private static SearchChoice.Point point(Row row, Row original) {
    double latency = original.latency().p50() / row.timing().timesFaster();
    double kept = original.ap50() > 0 ? row.ap50() / original.ap50() : 1;
    return new SearchChoice.Point(
        row.variant(), new Taken(latency, row.bytes(), row.cost().gflops()), kept);
  }

  private static String names(List<SearchCandidate> candidates) {
    return String.join(", ", candidates.stream().map(SearchCandidate::name).toList());
  }
}
