package io.vedette.federated.compress.job;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.federated.compress.Exporter;
import io.vedette.federated.compress.recipe.Recipe;
import io.vedette.federated.compress.recipe.RecipeRun;
import io.vedette.federated.compress.recipe.RecipeStage;
import io.vedette.federated.compress.search.Forecast;
import io.vedette.federated.compress.search.InputVariant;
import io.vedette.federated.compress.search.Limit;
import io.vedette.federated.compress.search.Limit.Taken;
import io.vedette.federated.compress.search.SearchCandidate;
import io.vedette.federated.learn.NetworkStart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Chooses the candidates that may keep to the limits by their forecasts. Forecasts are rough, so
 * candidates up to a fifth over a limit are tried.
 */
final class CandidateFilter {

  private static final double TOLERANCE = 1.2;
  private static final int MOST = 8;
  private static final int CLOSEST = 2;

  private final CompressionTask task;
  private final LocalRecipeContext context;
  private final Forecast forecast;
  private final List<Limit> limits;

  CandidateFilter(
      CompressionTask task, LocalRecipeContext context, Forecast forecast, List<Limit> limits) {
    this.task = task;
    this.context = context;
    this.forecast = forecast;
    this.limits = limits;
  }

  private record Forecasted(SearchCandidate candidate, double share) {}

  /** The largest within the limits, as they find most; if there are none, the closest. */
  List<SearchCandidate> of(List<SearchCandidate> candidates, List<String> notes)
      throws DetectorException, IOException, InterruptedException {
    List<Forecasted> forecasts = new ArrayList<>();
    for (SearchCandidate candidate : candidates) {
      try {
        forecasts.add(new Forecasted(candidate, share(candidate)));
      } catch (DetectorException e) {
        notes.add(candidate.name() + " was left out: " + e.getMessage());
      }
    }
    List<SearchCandidate> within =
        largest(forecasts.stream().filter(s -> s.share() <= TOLERANCE).toList());
    return within.isEmpty()
        ? forecasts.stream()
            .sorted(Comparator.comparingDouble(Forecasted::share))
            .limit(CLOSEST)
            .map(Forecasted::candidate)
            .toList()
        : within;
  }

  /** As many of each input variant: more tiles or levels take more and need not find more. */
  private static List<SearchCandidate> largest(List<Forecasted> within) {
    Map<InputVariant, List<SearchCandidate>> byInput =
        within.stream()
            .sorted(Comparator.comparingDouble(Forecasted::share).reversed())
            .map(Forecasted::candidate)
            .collect(groupingBy(SearchCandidate::input, LinkedHashMap::new, toList()));
    int each = byInput.isEmpty() ? 0 : Math.max(1, MOST / byInput.size());
    return byInput.values().stream().flatMap(same -> same.stream().limit(each)).toList();
  }

  /** The share of the tightest limit that is taken, in the better of the two precisions. */
  private double share(SearchCandidate candidate)
      throws DetectorException, IOException, InterruptedException {
    Graph graph = Exporter.fp32(untrained(candidate));
    Hints cut = Hints.NONE.withTiles(candidate.input().tiles());
    DetectorSpec spec = SpecInference.infer(graph, cut, "its graph");
    return Math.min(worst(forecast.inFloat(graph, spec)), worst(forecast.inEightBits(graph, spec)));
  }

  private double worst(Taken taken) {
    return limits.stream().mapToDouble(limit -> limit.share(taken)).max().orElse(0);
  }

  private Graph untrained(SearchCandidate candidate)
      throws DetectorException, IOException, InterruptedException {
    if (!candidate.architecture().isEmpty()) {
      return new NetworkStart.OfArchitecture(candidate.architecture(), candidate.pixels(), 1)
          .graph(task.spec().labels());
    }
    Recipe recipe = candidate.recipe(task.spec(), List.of(), Map.of(), false);
    List<RecipeStage> stages = new RecipeRun(recipe, task.steps()).follow(context, entry -> {});
    return stages.get(stages.size() - 1).model();
  }
}
