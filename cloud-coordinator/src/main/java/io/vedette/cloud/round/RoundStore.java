package io.vedette.cloud.round;

import java.util.List;

/** Remembers rounds. What was put is durable. */
public interface RoundStore {

  void put(Round round);

  /** Oldest first. */
  List<Round> all();
}
