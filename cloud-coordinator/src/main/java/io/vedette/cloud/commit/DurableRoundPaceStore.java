package io.vedette.cloud.commit;

import io.vedette.cloud.round.RoundPace;
import io.vedette.cloud.round.RoundPaceStore;
import io.vedette.cloud.store.IgniteNode;
import io.vedette.cloud.store.IgniteRecords;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The pace of rounds on an Ignite node, written by a commit lane in the order of the calls. */
public final class DurableRoundPaceStore implements RoundPaceStore {

  private final IgniteRecords<RoundPace> records;
  private final CommitLane lane;

  public DurableRoundPaceStore(IgniteNode node, CommitLane lane) {
    this.records =
        new IgniteRecords<>(node.table("round-paces"), RoundPace.class, RoundPace::deployment);
    this.lane = lane;
  }

  @Override
  public Optional<RoundPace> find(String deployment) {
    return records.find(deployment);
  }

  @Override
  public CompletableFuture<Void> put(RoundPace pace) {
    return lane.submit(Priority.STATE, List.of(records.change(pace)));
  }

  @Override
  public CompletableFuture<Void> remove(String deployment) {
    return lane.submit(Priority.STATE, List.of(records.removal(deployment)));
  }
}
