package io.vedette.registry.gate;

import io.vedette.registry.manifest.GateResult;
import io.vedette.registry.manifest.ModelMetrics;
import java.util.List;

/** Which gates stand where. */
public final class Gates {

  private Gates() {}

  /**
   * A new version against the fleet's current one, float against float.
   *
   * @param margin F1 that may be lost, 0 to 1
   * @param groupObjects cameras and classes with fewer objects are not judged
   * @param gain whether it must be better somewhere
   */
  public static List<FieldGate> forVersion(double margin, int groupObjects, boolean gain) {
    FieldGate notWorse = new NotWorseGate(margin);
    FieldGate groups = new GroupGate(groupObjects);
    return gain ? List.of(notWorse, groups, new GainGate()) : List.of(notWorse, groups);
  }

  /** The result of every gate, in order. */
  public static List<GateResult> judge(List<FieldGate> gates, FieldEvidence evidence) {
    return gates.stream().map(gate -> gate.judge(evidence)).toList();
  }

  /**
   * An INT8 variant against the same version in float: it must find as much and be worth having.
   *
   * @param keep share of AP50 and of AP that must stay, each, 0 to 1
   * @param factor how many times the float variant's time it may take
   */
  public static List<Gate> forInt8(double keep, double factor) {
    return List.of(new KeptAccuracyGate(keep, keep), new LatencyGate(factor));
  }

  /** The result of every gate, in order. */
  public static List<GateResult> judge(
      List<Gate> gates, ModelMetrics candidate, ModelMetrics baseline) {
    return gates.stream().map(gate -> gate.judge(candidate, baseline)).toList();
  }

  public static boolean passed(List<GateResult> results) {
    return results.stream().allMatch(GateResult::passed);
  }
}
