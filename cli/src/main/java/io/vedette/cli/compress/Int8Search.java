package io.vedette.cli.compress;

import io.vedette.detector.DetectorException;
import io.vedette.federated.compress.quantize.Calibrators;
import io.vedette.federated.compress.quantize.Int8Recipe;
import io.vedette.federated.compress.quantize.MixedPrecision;
import io.vedette.federated.compress.quantize.PictureSource;
import io.vedette.federated.compress.quantize.Quantizer;
import io.vedette.federated.compress.quantize.Sensitivity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks for an INT8 form that keeps what the float model finds: every calibrator first; then, with
 * the best of them, the layers that harm most are left in float, twice as many each time.
 */
public final class Int8Search {

  /** Pictures by which layers are compared with each other. */
  private static final int SENSITIVITY_PICTURES = 4;

  private final Quantizer quantizer;
  private final List<PictureSource> calibration;
  private final VariantJudge judge;
  private final Progress progress;

  public Int8Search(
      Quantizer quantizer, List<PictureSource> calibration, VariantJudge judge, Progress progress) {
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
  public record Found(List<CompressReport.Row> rows, @Nullable Sensitivity sensitivity) {}

  /**
   * Searches.
   *
   * @param calibrators by name
   * @param weightBits 7 or 8
   */
  public Found run(List<String> calibrators, int weightBits) throws DetectorException, IOException {
    Found all = tried(calibrators, weightBits);
    return new Found(onlyBest(all.rows()), all.sensitivity());
  }

  /** Of several that pass, the one that finds most stays; it is {@code int8.onnx}. */
  private static List<CompressReport.Row> onlyBest(List<CompressReport.Row> rows)
      throws IOException {
    Optional<CompressReport.Row> best =
        rows.stream()
            .filter(CompressReport.Row::kept)
            .max(Comparator.comparingDouble(CompressReport.Row::ap50));
    List<CompressReport.Row> judged = new ArrayList<>();
    for (CompressReport.Row row : rows) {
      boolean second = row.kept() && best.filter(b -> b != row).isPresent();
      judged.add(
          second
              ? row.judged(false, "another variant finds more")
              : row.kept() ? row.renamed("int8.onnx") : row);
    }
    return judged;
  }

  private Found tried(List<String> calibrators, int weightBits)
      throws DetectorException, IOException {
    List<CompressReport.Row> rows = new ArrayList<>();
    Int8Recipe best = null;
    CompressReport.Row bestRow = null;
    for (String name : calibrators) {
      Int8Recipe recipe = Int8Recipe.of(Calibrators.named(name)).withWeightBits(weightBits);
      CompressReport.Row row = judge.judge("int8-" + name, quantizer.int8(recipe));
      rows.add(row);
      if (!row.refused() && (bestRow == null || row.ap50() > bestRow.ap50())) {
        best = recipe;
        bestRow = row;
      }
    }
    if (best == null || bestRow == null || judge.findsEnough(bestRow)) {
      return new Found(rows, null);
    }
    Sensitivity sensitivity = sensitivity(best);
    for (Int8Recipe recipe : MixedPrecision.ladder(best, sensitivity)) {
      CompressReport.Row row =
          judge.judge(
              bestRow.variant() + "-" + recipe.floats().size() + "-float", quantizer.int8(recipe));
      rows.add(row);
      if (judge.findsEnough(row)) {
        break;
      }
    }
    return new Found(rows, sensitivity);
  }

  private Sensitivity sensitivity(Int8Recipe recipe) throws DetectorException {
    return Sensitivity.of(
        quantizer,
        recipe,
        PictureSource.spread(calibration, SENSITIVITY_PICTURES),
        progress.of("rounding one layer", quantizer.convolutions().size()));
  }
}
