package io.vedette.cloud.store;

import io.vedette.cloud.distillation.Distillation;
import io.vedette.cloud.distillation.DistillationStore;
import java.util.Comparator;
import java.util.List;

/** Distillations on an Ignite node. */
public final class IgniteDistillationStore implements DistillationStore {

  private final IgniteRecords<Distillation> records;

  public IgniteDistillationStore(IgniteNode node) {
    records =
        new IgniteRecords<>(node.table("distillations"), Distillation.class, Distillation::id);
  }

  @Override
  public void put(Distillation distillation) {
    records.put(distillation);
  }

  @Override
  public List<Distillation> all() {
    return records.all().stream()
        .sorted(Comparator.comparingLong(Distillation::startedMs))
        .toList();
  }
}
