package io.vedette.cloud.distillation;

import java.util.List;

/** Remembers distillations. What was put is durable. */
public interface DistillationStore {

  void put(Distillation distillation);

  /** Oldest first. */
  List<Distillation> all();
}
