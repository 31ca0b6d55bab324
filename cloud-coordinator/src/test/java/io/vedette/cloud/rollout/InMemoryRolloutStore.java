package io.vedette.cloud.rollout;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Rollouts that last as long as the process. */
public final class InMemoryRolloutStore implements RolloutStore {

  private final Map<String, Rollout> byId = new ConcurrentHashMap<>();

  @Override
  public void put(Rollout rollout) {
    byId.put(rollout.id(), rollout);
  }

  @Override
  public List<Rollout> all() {
    return byId.values().stream().sorted(Comparator.comparingLong(Rollout::startedMs)).toList();
  }
}
