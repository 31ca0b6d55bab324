package io.vedette.cloud.round;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Rounds that last as long as the process. */
public final class InMemoryRoundStore implements RoundStore {

  private final Map<String, Round> byId = new ConcurrentHashMap<>();

  @Override
  public void put(Round round) {
    byId.put(round.id(), round);
  }

  @Override
  public List<Round> all() {
    return byId.values().stream().sorted(Comparator.comparingLong(Round::startedMs)).toList();
  }
}
