package io.vedette.federated.compress.job;

import io.vedette.detector.TileSpec;
import io.vedette.federated.compress.search.InputVariant;
import io.vedette.federated.compress.search.Limit;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a search looks for, and among what.
 *
 * @param limits what the variant may take
 * @param keep the share of the original's AP50 that must stay, 0 to 1
 * @param profile of the device class; null to measure this machine
 * @param training how candidates learn
 * @param candidates what is tried
 */
public record SearchPlan(
    List<Limit> limits,
    double keep,
    @Nullable Path profile,
    Training training,
    Candidates candidates) {

  /**
   * How candidates learn.
   *
   * @param epochs of the longest trainings; the first are shorter
   * @param options of every training, as a recipe's {@code distill} step has them
   */
  public record Training(int epochs, Map<String, Object> options) {
    public Training {
      options = Map.copyOf(options);
    }
  }

  /**
   * What is tried beside forms of the original.
   *
   * @param architectures of new networks
   * @param tilings in which pictures are looked at; none for the original's alone
   * @param levels how many of the finest levels are tried beside all of them
   */
  public record Candidates(
      List<String> architectures, List<TileSpec> tilings, List<Integer> levels) {
    public Candidates {
      architectures = List.copyOf(architectures);
      tilings = List.copyOf(tilings);
      levels = List.copyOf(levels);
    }

    /** How much of a picture candidates look at. */
    List<InputVariant> inputs(TileSpec own) {
      return InputVariant.all(tilings.isEmpty() ? List.of(own) : tilings, levels);
    }
  }

  public SearchPlan {
    limits = List.copyOf(limits);
  }
}
