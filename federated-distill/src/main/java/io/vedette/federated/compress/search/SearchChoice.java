package io.vedette.federated.compress.search;

import io.vedette.federated.compress.search.Limit.Taken;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * What a search comes to: of the points that keep to the limits, the one that finds most; where
 * none does, the one that misses them least.
 *
 * @param chosen null only where there was no point at all
 * @param met whether the limits are kept
 * @param front names of the points that none is better than in all that counts
 * @param words what is to be said about it
 */
public record SearchChoice(Point chosen, boolean met, List<String> front, String text) {

  /**
   * A variant, measured.
   *
   * @param kept its AP50 as a share of the original's
   */
  public record Point(String name, Taken taken, double kept) {}

  public SearchChoice {
    front = List.copyOf(front);
  }

  /**
   * Chooses.
   *
   * @param points one at least
   * @param keep the share of the original's AP50 that must stay
   */
  public static SearchChoice of(List<Point> points, List<Limit> limits, double keep) {
    List<ToDoubleFunction<Point>> costs =
        List.of(p -> -p.kept(), p -> p.taken().latency(), p -> p.taken().bytes());
    List<String> front = Pareto.front(points, costs).stream().map(Point::name).toList();
    Comparator<Point> slower = Comparator.comparingDouble(p -> p.taken().latency());
    Optional<Point> best =
        points.stream()
            .filter(point -> miss(point, limits, keep) <= 0)
            .max(Comparator.comparingDouble(Point::kept).thenComparing(slower.reversed()));
    Point chosen =
        best.orElseGet(
            () ->
                points.stream()
                    .min(Comparator.comparingDouble(point -> miss(point, limits, keep)))
                    .orElseThrow());
    return new SearchChoice(chosen, best.isPresent(), front, text(chosen, best, limits, keep));
  }

  /** By how much the worst of the demands is missed, as a share of it; 0 or less where none is. */
  private static double miss(Point point, List<Limit> limits, double keep) {
    double worst = keep > 0 ? (keep - point.kept()) / keep : 0;
    if (Double.isNaN(worst)) {
      return Double.MAX_VALUE;
    }
    for (Limit limit : limits) {
      worst = Math.max(worst, limit.share(point.taken()) - 1);
    }
    return worst;
  }

  private static String text(Point chosen, Optional<Point> best, List<Limit> limits, double keep) {
    List<String> demands = new ArrayList<>(limits.stream().map(Limit::toString).toList());
    demands.add(percent(keep) + " of the original's AP50");
    String wanted = String.join(", ", demands);
    String figures =
        limits.stream()
            .map(limit -> limit.shown(chosen.taken().of(limit.measure())))
            .collect(Collectors.joining(", "));
    String found = chosen.name() + " takes " + figures + " and keeps " + percent(chosen.kept());
    return best.isPresent()
        ? wanted + ": " + found
        : "no variant that was tried keeps to " + wanted + "; the closest, " + found;
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }
}
