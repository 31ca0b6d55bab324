package io.vedette.dashboard;

import com.google.protobuf.Message;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.vedette.proto.v1.GetListChangesRequest;
import io.vedette.proto.v1.ListChanges;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The changes of a {@link RecordedCoordinator}'s lists: whole pages, or the first row alone where
 * only that differs from what was answered last.
 */
final class RecordedLists {

  private record Waiting(
      GetListChangesRequest request, ServerCallStreamObserver<ListChanges> answer) {}

  /** As of a coordinator: revisions are larger than those of an earlier one. */
  private static final AtomicLong LARGER = new AtomicLong();

  private final RecordedCoordinator coordinator;
  private final List<Waiting> waiting = new ArrayList<>();
  private final Map<GetListChangesRequest, Message> answered = new HashMap<>();
  private long revision = LARGER.addAndGet(1_000_000);

  RecordedLists(RecordedCoordinator coordinator) {
    this.coordinator = coordinator;
  }

  synchronized void ask(
      GetListChangesRequest request, ServerCallStreamObserver<ListChanges> answer) {
    if (request.getAfterRevision() == revision) {
      answer.setOnCancelHandler(() -> {});
      waiting.add(new Waiting(request, answer));
    } else {
      answer(request, answer);
    }
  }

  /** Another story is shown. */
  synchronized void changed() {
    revision++;
    for (Waiting one : waiting) {
      if (!one.answer.isCancelled()) {
        answer(one.request, one.answer);
      }
    }
    waiting.clear();
  }

  private void answer(GetListChangesRequest request, ServerCallStreamObserver<ListChanges> answer) {
    var list = request.getDescriptorForType().findFieldByNumber(request.getListCase().getNumber());
    read(
        request,
        new StreamObserver<Message>() {
          @Override
          public void onNext(Message page) {
            var field = ListChanges.getDescriptor().findFieldByNumber(list.getNumber());
            ListChanges.Builder changes = ListChanges.newBuilder().setRevision(revision);
            GetListChangesRequest question = request.toBuilder().clearAfterRevision().build();
            Message first = onlyFirstRow(answered.put(question, page), page);
            boolean whole = request.getAfterRevision() == 0 || first == null;
            if (!whole) {
              changes.addPlaces(0);
            }
            answer.onNext(changes.setWhole(whole).setField(field, whole ? page : first).build());
            answer.onCompleted();
          }

          @Override
          public void onError(Throwable thrown) {
            answer.onError(thrown);
          }

          @Override
          public void onCompleted() {}
        });
  }

  private static Message onlyFirstRow(Message before, Message page) {
    var rows = page.getDescriptorForType().getFields().get(0);
    int count = page.getRepeatedFieldCount(rows);
    if (before == null || count == 0 || before.getRepeatedFieldCount(rows) != count) {
      return null;
    }
    Object first = page.getRepeatedField(rows, 0);
    return before.toBuilder().setRepeatedField(rows, 0, first).build().equals(page)
        ? page.toBuilder().clearField(rows).addRepeatedField(rows, first).build()
        : null;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // each answer is a message
  private void read(GetListChangesRequest request, StreamObserver<Message> pages) {
    StreamObserver page = pages;
    switch (request.getListCase()) {
      case DEVICES -> coordinator.listDevices(request.getDevices(), page);
      case DEPLOYMENTS -> coordinator.listDeployments(request.getDeployments(), page);
      case ROUNDS -> coordinator.listRounds(request.getRounds(), page);
      case ROUND_PARTICIPANTS ->
          coordinator.listRoundParticipants(request.getRoundParticipants(), page);
      case DISTILLATIONS -> coordinator.listDistillations(request.getDistillations(), page);
      case ROLLOUTS -> coordinator.listRollouts(request.getRollouts(), page);
      case ROLLOUT_MEMBERS -> coordinator.listRolloutMembers(request.getRolloutMembers(), page);
      case VERSIONS -> coordinator.listVersions(request.getVersions(), page);
      case EVENTS -> coordinator.listEvents(request.getEvents(), page);
      case ESCALATIONS -> coordinator.listEscalations(request.getEscalations(), page);
      case QUARANTINE -> coordinator.listQuarantine(request.getQuarantine(), page);
      case LIST_NOT_SET -> throw new IllegalArgumentException("no list");
    }
  }
}
