package io.vedette.registry.gate;

import io.vedette.registry.manifest.GateResult;
import io.vedette.registry.manifest.ModelMetrics;

/** A check that a variant of a version must pass to be kept. Pure. */
public interface Gate {

  /** "kept-accuracy", "latency". */
  String name();

  /**
   * @param candidate what wants to move on
   * @param baseline what it is compared with, measured on the same pictures and machine
   */
  GateResult judge(ModelMetrics candidate, ModelMetrics baseline);
}
