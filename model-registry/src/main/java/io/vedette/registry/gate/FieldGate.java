package io.vedette.registry.gate;

import io.vedette.registry.manifest.GateResult;

/** A check of a version's answers on frames from the field. Pure. */
public interface FieldGate {

  /** "not-worse", "no-group-worse", "gain". */
  String name();

  GateResult judge(FieldEvidence evidence);
}
