package io.vedette.cloud.commit;

import io.vedette.cloud.escalation.AcceptedEscalation;
import io.vedette.cloud.escalation.EscalationStore;
import io.vedette.cloud.escalation.NoRoomException;
import io.vedette.cloud.frame.NewFrame;
import io.vedette.cloud.store.IgniteNode;
import io.vedette.cloud.store.IgniteRecords;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** Escalations on an Ignite node, their pictures in segments; written by a commit lane. */
public final class DurableEscalationStore implements EscalationStore {

  private final IgniteRecords<AcceptedEscalation> records;
  private final FrameLane lane;

  public DurableEscalationStore(IgniteNode node, FrameLane lane) {
    this.records =
        new IgniteRecords<>(
            node.table("escalations"), AcceptedEscalation.class, AcceptedEscalation::id);
    this.lane = lane;
  }

  @Override
  public CompletableFuture<AcceptedEscalation> accept(AcceptedEscalation escalation, byte[] jpeg) {
    return lane.submit(
            new NewFrame(jpeg, escalation.frameSha256()),
            place -> records.change(escalation.at(place)))
        .handle(
            (place, failure) -> {
              if (failure == null) {
                return escalation.at(place);
              }
              Throwable cause =
                  failure instanceof CompletionException ? failure.getCause() : failure;
              throw new CompletionException(
                  cause instanceof LaneFullException
                      ? new NoRoomException(String.valueOf(cause.getMessage()))
                      : cause);
            });
  }

  @Override
  public CompletableFuture<Void> settle(AcceptedEscalation escalation) {
    return lane.submit(Priority.VERDICT, List.of(records.change(escalation)));
  }

  @Override
  public CompletableFuture<Void> remove(Collection<String> ids) {
    return lane.submit(Priority.STATE, ids.stream().map(records::removal).toList());
  }

  @Override
  public Optional<AcceptedEscalation> find(String id) {
    return records.find(id);
  }

  @Override
  public void forEach(Consumer<AcceptedEscalation> action) {
    records.forEach(action);
  }
}
