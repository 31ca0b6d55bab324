package io.vedette.federated.compress.search;

import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.compress.ProgressFactory;
import io.vedette.federated.compress.judge.VariantJudge;
import io.vedette.federated.compress.judge.VariantRow;
import io.vedette.federated.compress.quantize.Calibrators;
import io.vedette.federated.compress.quantize.Int8Recipe;
import io.vedette.federated.compress.quantize.MixedPrecision;
import io.vedette.federated.compress.quantize.PictureSource;
import io.vedette.federated.compress.quantize.Quantizer;
import io.vedette.federated.compress.quantize.RoundingRule;
import io.vedette.federated.compress.quantize.Sensitivity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Searches for an INT8 form that keeps what the float model finds. It tries every calibrator; then,
 * with the best of them, it leaves the most sensitive layers in float, twice as many each time;
 * then those of few channels, which are often slower in INT8.
 */
public final class Int8Search {

  /** Pictures by which layers are compared with each other. */
  private static final int SENSITIVITY_PICTURES = 4;

  /** A difference that says nothing, as a share of what the float model finds. */
  private static final double ABOUT_AS_MUCH = 0.004;

  private final Quantizer quantizer;
  private final List<PictureSource> calibration;
  private final VariantJudge judge;
  private final ProgressFactory progress;

  public Int8Search(
      Quantizer quantizer,
      List<PictureSource> calibration,
      VariantJudge judge,
      ProgressFactory progress) {
    this.quantizer = quantizer;
    this.calibration = List.copyOf(calibration);
    this.judge = judge;
    this.progress = progress;
  }

  /**
   * What was found.
   *
   * @param sensitivity which layers are to blame; null where none had to be asked for
   */
  public record Found(List<VariantRow> rows, @Nullable Sensitivity sensitivity) {}

  /**
   * Searches.
   *
   * @param calibrators by name
   * @param usual what all of them share
   */
  public Found run(List<String> calibrators, UnaryOperator<Int8Recipe> usual)
      throws DetectorException, IOException {
    Found all = tried(calibrators, usual);
    return new Found(onlyBest(all.rows()), all.sensitivity());
  }

  /**
   * Of several that pass, one stays, and is {@code int8.onnx}: the quickest of those that find
   * about as much as the one that finds most.
   */
  private List<VariantRow> onlyBest(List<VariantRow> rows) throws IOException {
    double most = rows.stream().filter(VariantRow::kept).mapToDouble(judge::kept).max().orElse(0);
    Optional<VariantRow> best =
        rows.stream()
            .filter(row -> row.kept() && judge.kept(row) >= most - ABOUT_AS_MUCH)
            .max(Comparator.comparingDouble(row -> row.timing().timesFaster()));
    List<VariantRow> judged = new ArrayList<>();
    for (VariantRow row : rows) {
      boolean second = row.kept() && best.filter(b -> b != row).isPresent();
      judged.add(
          second
              ? row.judged(false, "another variant finds more, or as much in less time")
              : row.kept() ? row.renamed("int8.onnx") : row);
    }
    return judged;
  }

  private Found tried(List<String> calibrators, UnaryOperator<Int8Recipe> usual)
      throws DetectorException, IOException {
    List<VariantRow> rows = new ArrayList<>();
    Int8Recipe best = null;
    VariantRow bestRow = null;
    for (String name : calibrators) {
      Int8Recipe recipe = usual.apply(Int8Recipe.of(Calibrators.named(name)));
      if (recipe.rounding() == RoundingRule.ADAPTIVE) {
        quantizer.watchPatches();
      }
      VariantRow row = judge.judge("int8-" + name, quantizer.int8(recipe));
      rows.add(row);
      if (!row.refused() && (bestRow == null || judge.kept(row) > judge.kept(bestRow))) {
        best = recipe;
        bestRow = row;
      }
    }
    if (best == null || bestRow == null) {
      return new Found(rows, null);
    }
    if (judge.findsEnough(bestRow)) {
      tryThin(best, bestRow.variant(), rows);
      return new Found(rows, null);
    }
    Sensitivity sensitivity = sensitivity(best);
    for (Int8Recipe recipe : MixedPrecision.ladder(best, sensitivity)) {
      VariantRow row =
          judge.judge(
              bestRow.variant() + "-" + recipe.floats().size() + "-float", quantizer.int8(recipe));
      rows.add(row);
      if (judge.findsEnough(row)) {
        tryThin(recipe, row.variant(), rows);
        break;
      }
    }
    return new Found(rows, sensitivity);
  }

  /** What finds enough may be quicker when its thin convolutions stay in float. */
  private void tryThin(Int8Recipe recipe, String name, List<VariantRow> rows)
      throws DetectorException, IOException {
    Set<String> floats = new HashSet<>(quantizer.thin());
    floats.addAll(recipe.floats());
    if (!floats.equals(recipe.floats())) {
      Graph variant = quantizer.int8(recipe.withFloats(floats));
      rows.add(judge.judge(name + "-thin-float", variant));
    }
  }

  private Sensitivity sensitivity(Int8Recipe recipe) throws DetectorException {
    return Sensitivity.of(
        quantizer,
        recipe,
        PictureSource.spread(calibration, SENSITIVITY_PICTURES),
        progress.of("rounding one layer", quantizer.convolutions().size()));
  }
}
