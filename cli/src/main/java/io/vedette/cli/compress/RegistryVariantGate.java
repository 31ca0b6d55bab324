package io.vedette.cli.compress;

import io.vedette.detector.evaluate.EvaluationReport;
import io.vedette.detector.evaluate.PairedTiming;
import io.vedette.federated.compress.judge.VariantGate;
import io.vedette.federated.compress.judge.VariantRow;
import io.vedette.registry.gate.KeptAccuracyGate;
import io.vedette.registry.gate.PairedLatencyGate;
import io.vedette.registry.manifest.GateResult;
import io.vedette.registry.manifest.ModelMetrics;
import java.util.Objects;

/**
 * Judges variants as the registry judges them.
 *
 * @param accuracy what a variant must find of what the reference finds
 * @param slowest how many times the reference's time it may take
 * @param deviceClass where both are timed
 */
record RegistryVariantGate(KeptAccuracyGate accuracy, double slowest, String deviceClass)
    implements VariantGate {

  @Override
  public Verdict accuracy(VariantRow variant, VariantRow reference) {
    return verdict(accuracy.judge(metrics(variant), metrics(reference)));
  }

  @Override
  public Verdict latency(PairedTiming timing) {
    return verdict(new PairedLatencyGate(slowest).judge(timing));
  }

  @Override
  public boolean countsAp() {
    return accuracy.ap() > 0;
  }

  private static Verdict verdict(GateResult result) {
    return new Verdict(result.passed(), result.why());
  }

  private ModelMetrics metrics(VariantRow row) {
    EvaluationReport report = Objects.requireNonNull(row.measured(), "refused variants have none");
    var m = report.metrics();
    return new ModelMetrics(
        m.ap(),
        m.ap50(),
        m.ap75(),
        m.ar100(),
        report.images(),
        row.dataDigest(),
        row.latency().p50(),
        row.latency().p95(),
        deviceClass);
  }
}
