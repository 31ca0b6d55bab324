package io.vedette.cli.compress;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.federated.architecture.Architecture;
import io.vedette.federated.compress.Exporter;
import io.vedette.federated.compress.recipe.Recipe;
import io.vedette.federated.compress.recipe.RecipeRun;
import io.vedette.federated.compress.recipe.RecipeStage;
import io.vedette.federated.compress.search.Forecast;
import io.vedette.federated.compress.search.InputVariant;
import io.vedette.federated.compress.search.Limit;
import io.vedette.federated.compress.search.Limit.Taken;
import io.vedette.federated.compress.search.SearchCandidate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The candidates that may keep to the limits, by what they are forecast to take. Forecasts are
 * rough: a little over a limit may still be under it.
 */
final class CandidateFilter {

  private static final double TOLERANCE = 1.2;
  private static final int MOST = 8;
  private static final int CLOSEST = 2;

  private final CompressionTask assignment;
  private final LocalRecipeContext bench;
  private final Forecast forecast;
  private final List<Limit> limits;
  private final Path folder;

  CandidateFilter(
      CompressionTask assignment,
      LocalRecipeContext bench,
      Forecast forecast,
      List<Limit> limits,
      Path folder) {
    this.assignment = assignment;
    this.bench = bench;
    this.forecast = forecast;
    this.limits = limits;
    this.folder = folder;
  }

  private record Seen(SearchCandidate candidate, double share) {}

  /** Of those within reach the largest, as they find most; where none is, the closest. */
  List<SearchCandidate> of(List<SearchCandidate> candidates, List<String> notes)
      throws DetectorException, IOException, InterruptedException {
    List<Seen> seen = new ArrayList<>();
    for (SearchCandidate candidate : candidates) {
      try {
        seen.add(new Seen(candidate, share(candidate)));
      } catch (DetectorException e) {
        notes.add(candidate.name() + " was left out: " + e.getMessage());
      }
    }
    List<SearchCandidate> within =
        largest(seen.stream().filter(s -> s.share() <= TOLERANCE).toList());
    return within.isEmpty()
        ? seen.stream()
            .sorted(Comparator.comparingDouble(Seen::share))
            .limit(CLOSEST)
            .map(Seen::candidate)
            .toList()
        : within;
  }

  /** As many of each sight: one of more tiles or levels takes more and need not find more. */
  private static List<SearchCandidate> largest(List<Seen> within) {
    Map<InputVariant, List<SearchCandidate>> bySight =
        within.stream()
            .sorted(Comparator.comparingDouble(Seen::share).reversed())
            .map(Seen::candidate)
            .collect(groupingBy(SearchCandidate::sight, LinkedHashMap::new, toList()));
    int each = bySight.isEmpty() ? 0 : Math.max(1, MOST / bySight.size());
    return bySight.values().stream().flatMap(same -> same.stream().limit(each)).toList();
  }

  /** How many times the tightest limit is taken, in the better of the two precisions. */
  private double share(SearchCandidate candidate)
      throws DetectorException, IOException, InterruptedException {
    Graph graph = Exporter.fp32(unlearned(candidate));
    Hints cut = Hints.NONE.withTiles(candidate.sight().tiles());
    DetectorSpec spec = SpecInference.infer(graph, cut, "its graph");
    return Math.min(worst(forecast.inFloat(graph, spec)), worst(forecast.inEightBits(graph, spec)));
  }

  private double worst(Taken taken) {
    return limits.stream().mapToDouble(limit -> limit.share(taken)).max().orElse(0);
  }

  private Graph unlearned(SearchCandidate candidate)
      throws DetectorException, IOException, InterruptedException {
    if (!candidate.architecture().isEmpty()) {
      try {
        return Architecture.named(candidate.architecture())
            .orElseThrow(
                () ->
                    new DetectorException(
                        "no architecture is called so; there are " + Architecture.names()))
            .build(assignment.detector().labels(), candidate.pixels(), 1);
      } catch (IllegalArgumentException e) {
        throw new DetectorException(String.valueOf(e.getMessage()), e);
      }
    }
    Recipe recipe = candidate.recipe(assignment.detector(), List.of(), Map.of(), false);
    List<RecipeStage> stages = new RecipeRun(recipe, folder).follow(bench, entry -> {});
    return stages.get(stages.size() - 1).model();
  }
}
