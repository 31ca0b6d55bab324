package io.vedette.cloud.store;

import io.vedette.cloud.rollout.Rollout;
import io.vedette.cloud.rollout.RolloutStore;
import java.util.Comparator;
import java.util.List;

/** Rollouts on an Ignite node. */
public final class IgniteRolloutStore implements RolloutStore {

  private final IgniteRecords<Rollout> records;

  public IgniteRolloutStore(IgniteNode node) {
    records = new IgniteRecords<>(node.table("rollouts"), Rollout.class, Rollout::id);
  }

  @Override
  public void put(Rollout rollout) {
    records.put(rollout);
  }

  @Override
  public List<Rollout> all() {
    return records.all().stream().sorted(Comparator.comparingLong(Rollout::startedMs)).toList();
  }
}
