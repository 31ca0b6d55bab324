package io.vedette.cli.compress;

import io.vedette.detector.TileSpec;
import io.vedette.federated.compress.search.InputVariant;
import io.vedette.federated.compress.search.Limit;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a search is told.
 *
 * @param limits what the variant may take
 * @param keep the share of the original's AP50 that must stay
 * @param profile of the device class; null to measure this machine
 * @param epochs of the longest lessons; the first are shorter
 * @param architectures of new networks that are tried beside the original's
 * @param tilings in which pictures are looked at; none for the original's alone
 * @param levels how many of the finest are tried beside all of them
 * @param lesson what every lesson has beside its epochs, as a recipe's {@code distill} step
 */
public record SearchPlan(
    List<Limit> limits,
    double keep,
    @Nullable Path profile,
    int epochs,
    List<String> architectures,
    List<TileSpec> tilings,
    List<Integer> levels,
    Map<String, Object> lesson) {

  public SearchPlan {
    limits = List.copyOf(limits);
    architectures = List.copyOf(architectures);
    tilings = List.copyOf(tilings);
    levels = List.copyOf(levels);
    lesson = Map.copyOf(lesson);
  }

  /** How much of a picture candidates look at. */
  List<InputVariant> sights(TileSpec own) {
    return InputVariant.all(tilings.isEmpty() ? List.of(own) : tilings, levels);
  }
}
