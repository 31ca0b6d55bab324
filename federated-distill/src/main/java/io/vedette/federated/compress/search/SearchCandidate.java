package io.vedette.federated.compress.search;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.TileSpec;
import io.vedette.federated.compress.recipe.Recipe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One point of the search: what the original is made into before it learns again.
 *
 * @param architecture of a new network; empty for the original's
 * @param operations share of the original's operations that are left by cutting channels; 1 for all
 * @param pixels side of the input
 * @param input how much of a picture it looks at
 */
public record SearchCandidate(
    String architecture, double operations, int pixels, InputVariant input) {

  /** What is left of the operations when channels are cut. */
  private static final List<Double> OPERATIONS = List.of(1.0, 0.7, 0.5, 0.35, 0.25);

  /** How large the input is beside the original's. */
  private static final List<Double> SIZES = List.of(1.0, 0.8, 0.65, 0.5);

  /** Inputs are multiples of the coarsest level's cell. */
  private static final int STEP = 32;

  /**
   * All points around an original.
   *
   * @param pixels side of its input
   * @param learns whether there is something to learn from: without, channels cannot be cut
   * @param architectures of new networks that are tried too
   * @param inputs one at least: each is tried with all the rest, but for new networks, whose levels
   *     are their own
   */
  public static List<SearchCandidate> around(
      int pixels, boolean learns, List<String> architectures, List<InputVariant> inputs) {
    List<Integer> sides =
        SIZES.stream()
            .map(size -> (int) Math.max(STEP, Math.round(size * pixels / STEP) * STEP))
            .map(side -> Math.min(side, pixels))
            .distinct()
            .toList();
    List<SearchCandidate> all = new ArrayList<>();
    for (InputVariant input : inputs) {
      for (int side : sides) {
        for (double operations : learns ? OPERATIONS : List.of(1.0)) {
          all.add(new SearchCandidate("", operations, side, input));
        }
        boolean fresh = learns && !input.leavesLevels();
        for (String architecture : fresh ? architectures : List.<String>of()) {
          all.add(new SearchCandidate(architecture, 1, side, input));
        }
      }
    }
    return all;
  }

  /** For people and for files. */
  public String name() {
    String network = architecture.isEmpty() ? "" : architecture + " ";
    String cut = operations < 1 ? String.format(Locale.ROOT, "%.0f ", 100 * operations) : "";
    return network + cut + "at " + pixels + input.name();
  }

  /**
   * How it is made: each element of {@code epochs} is one more training from the original. Lessons
   * show whole pictures, so that all tilings share them.
   *
   * @param options of every training, beside its epochs
   * @param eightBits whether it is rounded at the end
   */
  public Recipe recipe(
      DetectorSpec original, List<Integer> epochs, Map<String, Object> options, boolean eightBits)
      throws DetectorException {
    List<Object> steps = new ArrayList<>();
    if (operations < 1) {
      steps.add(Map.of("prune", Map.of("operations", operations)));
    }
    if (architecture.isEmpty() && pixels != original.input().width()) {
      steps.add(Map.of("input", Map.of("pixels", pixels)));
    }
    if (input.leavesLevels()) {
      steps.add(Map.of("levels", Map.of("count", input.levels())));
    }
    boolean changed = !architecture.isEmpty() || !steps.isEmpty();
    for (int i = 0; changed && i < epochs.size(); i++) {
      Map<String, Object> parameters = new LinkedHashMap<>(options);
      parameters.put("epochs", epochs.get(i));
      if (i == 0 && !architecture.isEmpty()) {
        parameters.put("architecture", architecture);
        parameters.put("pixels", pixels);
      }
      steps.add(Map.of("distill", parameters));
    }
    if (eightBits) {
      steps.add("int8");
    }
    TileSpec tiles = input.tiles();
    TileSpec before = architecture.isEmpty() ? original.tiles() : TileSpec.WHOLE;
    if (!tiles.equals(before)) {
      steps.add(Map.of("tiles", Map.of("grid", tiles.grid(), "overlap", tiles.overlap())));
    }
    if (steps.isEmpty()) {
      steps.add("fuse");
    }
    return Recipe.of(name(), name(), steps);
  }
}
