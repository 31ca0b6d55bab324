package io.vedette.cloud.store;

import io.vedette.cloud.round.Round;
import io.vedette.cloud.round.RoundStore;
import java.util.Comparator;
import java.util.List;

/** Rounds on an Ignite node. */
public final class IgniteRoundStore implements RoundStore {

  private final IgniteRecords<Round> records;

  public IgniteRoundStore(IgniteNode node) {
    records = new IgniteRecords<>(node.table("rounds"), Round.class, Round::id);
  }

  @Override
  public void put(Round round) {
    records.put(round);
  }

  @Override
  public List<Round> all() {
    return records.all().stream().sorted(Comparator.comparingLong(Round::startedMs)).toList();
  }
}
