package io.vedette.cloud.distillation;

import io.vedette.cloud.distillation.Distillation.Outcome;
import io.vedette.cloud.distillation.Distillation.Sets;
import io.vedette.detector.DetectorSpec;
import io.vedette.registry.gate.FieldEvidence;
import io.vedette.registry.gate.Gates;
import io.vedette.registry.manifest.GateResult;
import io.vedette.registry.manifest.Lineage;
import io.vedette.registry.manifest.Manifest;
import io.vedette.registry.manifest.ModelMetrics;
import io.vedette.registry.manifest.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The results of the gates for an outcome: the float variant against the baseline, on frames that
 * nobody trained on, decides whether there is a version; every other variant against the float one
 * decides whether it is kept. Pure.
 *
 * @param gates in order, those of the variants after those of the version
 * @param passed whether there is a version
 * @param variants with what was decided about them
 */
record GateEvaluation(List<GateResult> gates, boolean passed, List<Variant> variants) {

  /** The next version waits for at most so many times as many audits. */
  private static final int MOST_GROWTH = 2;

  static GateEvaluation of(Outcome outcome, FieldEvidence evidence, GateConfig config) {
    List<GateResult> gates = new ArrayList<>();
    Optional<Variant> plain =
        outcome.variants().stream().filter(v -> v.name().equals("fp32")).findFirst();
    if (plain.isEmpty() || plain.get().metrics().isEmpty()) {
      gates.add(new GateResult("complete", false, "the distiller measured no fp32 variant"));
      return new GateEvaluation(gates, false, List.of());
    }
    ModelMetrics measured = plain.get().metrics().get(0);
    List<GateResult> version =
        Gates.judge(
            Gates.forVersion(config.tolerance(), config.groupObjects(), !config.withoutGain()),
            evidence);
    gates.addAll(version);
    List<Variant> variants = new ArrayList<>();
    variants.add(decided(plain.get(), version));
    for (Variant variant : outcome.variants()) {
      if (!variant.name().equals("fp32")) {
        variants.add(judge(variant, measured, config, gates));
      }
    }
    return new GateEvaluation(gates, Gates.passed(version), variants);
  }

  private static Variant judge(
      Variant variant, ModelMetrics plain, GateConfig config, List<GateResult> gates) {
    if (variant.metrics().isEmpty()) {
      return new Variant(variant.name(), variant.artifact(), List.of(), false, "not measured");
    }
    List<GateResult> results =
        Gates.judge(
            Gates.forInt8(config.int8Keep(), config.int8Time()), variant.metrics().get(0), plain);
    // A variant that fails its gates is left out; the version itself may still be a good one.
    results.stream()
        .map(g -> new GateResult(variant.name() + " " + g.gate(), g.passed(), g.why()))
        .forEach(gates::add);
    return decided(variant, results);
  }

  /**
   * The variant with the results of its gates: kept when all were passed, else the first that was
   * not.
   */
  private static Variant decided(Variant variant, List<GateResult> results) {
    String why =
        results.stream()
            .filter(g -> !g.passed())
            .map(GateResult::why)
            .findFirst()
            .orElse(results.get(0).why());
    return new Variant(
        variant.name(), variant.artifact(), variant.metrics(), Gates.passed(results), why);
  }

  /** The version that was allowed, with everything it came from. */
  Manifest manifest(Distillation d, Sets sets, Outcome outcome, DetectorSpec detector) {
    Lineage lineage =
        new Lineage(
            List.of(d.baseline()),
            sets.teacherSha256(),
            d.roundId(),
            d.id(),
            List.of(sets.training().sha256(), sets.validation().sha256()),
            d.updateIds(),
            outcome.recipe());
    String note = outcome.levels();
    return Manifest.draft(
            d.baseline().name(), detector, outcome.training(), variants, lineage, note)
        .against(outcome.baseline());
  }

  /** How many audits may decide where these were too few; 0 where they decided. */
  static int auditsWanted(List<GateResult> gates) {
    return gates.stream()
        .filter(gate -> gate.framesWanted() > 0)
        .mapToInt(
            gate ->
                Math.min(
                    gate.framesWanted(),
                    MOST_GROWTH * Math.max(1, gate.measures().get(0).frames())))
        .max()
        .orElse(0);
  }

  /** The first thing that stood in the way, or the first that was passed. */
  String why() {
    return gates.stream()
        .filter(g -> g.passed() == passed)
        .map(GateResult::why)
        .findFirst()
        .orElse("");
  }
}
