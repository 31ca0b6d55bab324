package io.vedette.cli.compress;

import io.vedette.cli.check.InputPath;
import io.vedette.cli.check.Range;
import io.vedette.cli.option.ArchitectureList;
import io.vedette.detector.DetectorException;
import io.vedette.detector.TileSpec;
import io.vedette.federated.architecture.Architecture;
import io.vedette.federated.compress.job.SearchPlan;
import io.vedette.federated.compress.search.Limit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The limits and candidates of a search by {@code vedette compress}; a mixin. */
final class SearchOptions {

  @Option(
      names = "--limit",
      paramLabel = "MEASURE=MOST",
      description =
          "Search for the best variant within this limit: latency=20ms, bytes=1MB, gflops=0.3;"
              + " repeatable.")
  private List<String> limits = new ArrayList<>();

  @InputPath
  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description =
          "Profile of the device class by vedette bench device; a recipe needs it to prune by"
              + " latency (default in a search: this machine is measured).")
  private @Nullable Path profile;

  @Range(least = 1)
  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "16",
      description = "Epochs of the longest trainings of a search (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--try",
      paramLabel = "A",
      split = ",",
      completionCandidates = ArchitectureList.class,
      description = "New networks to try in a search, by name.")
  private List<String> architectures = new ArrayList<>();

  @Option(
      names = "--tiles",
      paramLabel = "NxM",
      split = ",",
      description = "Tilings to try in a search, 1x1 for none: 1x1,2x2 (default: the model's own).")
  private List<String> tilings = new ArrayList<>();

  @Range(least = 1)
  @Option(
      names = "--levels",
      paramLabel = "N",
      split = ",",
      description =
          "Numbers of finest levels to try in a search, besides all: 2,1; for small objects.")
  private List<Integer> levels = new ArrayList<>();

  @Option(
      names = "--lesson",
      paramLabel = "KEY=VALUE",
      split = ",",
      description =
          "More options of a search's trainings, as of a recipe's distill step:"
              + " batch=8,any-way-up=true.")
  private Map<String, String> lesson = new LinkedHashMap<>();

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

  boolean asked() {
    return !limits.isEmpty();
  }

  @Nullable Path profile() {
    return profile;
  }

  /**
   * @param keep the share of the original's AP50 that must stay
   */
  SearchPlan plan(double keep) {
    if (epochs < 1) {
      throw wrong("--epochs is 1 or more, not " + epochs);
    }
    List<String> unknown =
        architectures.stream().filter(name -> Architecture.named(name).isEmpty()).toList();
    if (!unknown.isEmpty()) {
      throw wrong("--try: unknown " + unknown + "; there are " + Architecture.names());
    }
    List<Limit> parsed = new ArrayList<>();
    try {
      for (String limit : limits) {
        parsed.add(Limit.parse(limit));
      }
    } catch (DetectorException e) {
      throw wrong("--limit: " + e.getMessage());
    }
    if (levels.stream().anyMatch(count -> count < 1)) {
      throw wrong("--levels: each is 1 or more, not " + levels);
    }
    List<TileSpec> cuts = tilings.stream().map(this::tiles).distinct().toList();
    Map<String, Object> values = new LinkedHashMap<>();
    lesson.forEach((key, value) -> values.put(key, value(value)));
    return new SearchPlan(
        parsed,
        keep,
        profile,
        new SearchPlan.Training(epochs, values),
        new SearchPlan.Candidates(architectures, cuts, levels.stream().distinct().toList()));
  }

  private TileSpec tiles(String grid) {
    try {
      TileSpec tiles = TileSpec.valueOf(grid);
      if (!tiles.automatic()) {
        return tiles;
      }
    } catch (IllegalArgumentException e) {
      throw wrong("--tiles: " + e.getMessage());
    }
    throw wrong("--tiles: auto leaves the number to the picture; a search needs it, as 2x2");
  }

  /** As YAML would take it. */
  private static Object value(String text) {
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    }
    try {
      return text.matches("-?\\d{1,9}") ? (Object) Integer.valueOf(text) : Double.valueOf(text);
    } catch (NumberFormatException e) {
      return text;
    }
  }

  private ParameterException wrong(String what) {
    return new ParameterException(command.commandLine(), what);
  }
}
