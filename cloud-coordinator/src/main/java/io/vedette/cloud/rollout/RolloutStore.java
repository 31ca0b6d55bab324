package io.vedette.cloud.rollout;

import java.util.List;

/** Remembers rollouts. What was put is durable. */
public interface RolloutStore {

  void put(Rollout rollout);

  /** Oldest first. */
  List<Rollout> all();
}
