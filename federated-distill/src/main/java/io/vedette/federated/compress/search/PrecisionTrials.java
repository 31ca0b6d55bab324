package io.vedette.federated.compress.search;

import io.vedette.detector.DetectorException;
import io.vedette.federated.compress.judge.VariantJudge;
import io.vedette.federated.compress.judge.VariantRow;
import io.vedette.federated.compress.quantize.Quantizer;
import io.vedette.federated.compress.quantize.precision.Precisions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tries precisions one after the other: INT8 by a search, the others once each. */
public final class PrecisionTrials {

  private static final String SEARCHED = "int8";

  private final Quantizer quantizer;
  private final VariantJudge judge;

  /**
   * @param quantizer the float graph, watched
   */
  public PrecisionTrials(Quantizer quantizer, VariantJudge judge) {
    this.quantizer = quantizer;
    this.judge = judge;
  }

  /** How INT8 is looked for. */
  @FunctionalInterface
  public interface Search {
    Int8Search.Found run() throws DetectorException, IOException;
  }

  /**
   * Measures them.
   *
   * @param precisions by name
   */
  public Int8Search.Found run(List<String> precisions, Search int8)
      throws DetectorException, IOException {
    List<VariantRow> rows = new ArrayList<>();
    Int8Search.@Nullable Found found = null;
    for (String name : precisions) {
      if (name.equals(SEARCHED)) {
        found = int8.run();
        rows.addAll(found.rows());
      } else {
        rows.add(judge.judge(name, Precisions.named(name).apply(quantizer)));
      }
    }
    return new Int8Search.Found(rows, found == null ? null : found.sensitivity());
  }
}
