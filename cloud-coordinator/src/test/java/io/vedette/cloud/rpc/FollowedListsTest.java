package io.vedette.cloud.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Message;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.vedette.proto.v1.GetListChangesRequest;
import io.vedette.proto.v1.ListChanges;
import io.vedette.proto.v1.ListDevicesRequest;
import io.vedette.proto.v1.ListDevicesResponse;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Callers that follow pages: answered at once or later, read for together, bounded. */
class FollowedListsTest {

  private final AtomicInteger readings = new AtomicInteger();
  private volatile int total = 3;
  private volatile @Nullable RuntimeException fault;
  private final FollowedLists lists = new FollowedLists(this::read, 1);

  private Message read(GetListChangesRequest page) {
    assertThat(page.getAfterRevision()).isZero();
    readings.incrementAndGet();
    RuntimeException thrown = fault;
    if (thrown != null) {
      throw thrown;
    }
    return ListDevicesResponse.newBuilder().setTotal(total).build();
  }

  @AfterEach
  void close() {
    lists.close();
  }

  @Test
  void whoKnowsTheRevisionWaitsForTheNext() throws Exception {
    ListChanges first = ask("", 0).take();
    assertThat(first.getWhole()).isTrue();
    Caller waiting = ask("", first.getRevision());
    total = 4;
    ListChanges second = waiting.take();
    assertThat(second.getDevices().getTotal()).isEqualTo(4);
    assertThat(second.getRevision()).isGreaterThan(first.getRevision());
  }

  @Test
  void onePageIsReadOnceForAllWhoAskForIt() throws Exception {
    long known = ask("", 0).take().getRevision();
    Caller one = ask("", known);
    Caller other = ask("", known);
    int before = readings.get();
    total = 4;
    assertThat(one.take()).isEqualTo(other.take());
    assertThat(readings.get()).isEqualTo(before + 1);
  }

  @Test
  void aPageThatCannotBeReadFailsThoseWhoWait() throws Exception {
    Caller waiting = ask("", ask("", 0).take().getRevision());
    fault = new IllegalArgumentException("o-9: no such rollout");
    assertThatThrownBy(waiting::take).hasMessage("NOT_FOUND: o-9: no such rollout");
    assertThatThrownBy(() -> ask("other", 0)).hasMessage("o-9: no such rollout");
  }

  @Test
  void aCancelledCallerIsNotAnswered() throws Exception {
    long known = ask("", 0).take().getRevision();
    Caller gone = ask("", known);
    gone.cancelled = true;
    Caller waiting = ask("", known);
    total = 4;
    assertThat(waiting.take().getDevices().getTotal()).isEqualTo(4);
    assertThat(gone.answers).isEmpty();
  }

  @Test
  void moreDifferentPagesThanThereIsRoomForAreRefused() throws Exception {
    for (int i = 0; i < FollowedLists.MAX_LISTS; i++) {
      ask("page " + i, ask("page " + i, 0).take().getRevision());
    }
    assertThatThrownBy(() -> ask("one more", 0))
        .hasMessageStartingWith("RESOURCE_EXHAUSTED: too many lists are followed");
    ask("page 7", 0).take();
  }

  @Test
  void aRequestWithoutAListIsRefused() {
    assertThatThrownBy(() -> lists.follow(GetListChangesRequest.getDefaultInstance(), new Caller()))
        .hasMessage("INVALID_ARGUMENT: a list is needed");
  }

  private Caller ask(String text, long known) throws Exception {
    Caller caller = new Caller();
    lists.follow(
        GetListChangesRequest.newBuilder()
            .setAfterRevision(known)
            .setDevices(ListDevicesRequest.newBuilder().setText(text))
            .build(),
        caller);
    return caller;
  }

  /** The calling side of one call. */
  private static final class Caller extends ServerCallStreamObserver<ListChanges> {

    private final BlockingQueue<Object> answers = new LinkedBlockingQueue<>();
    private volatile boolean cancelled;

    ListChanges take() throws Exception {
      Object answer = answers.poll(60, TimeUnit.SECONDS);
      if (answer instanceof Throwable thrown) {
        throw Status.fromThrowable(thrown).asRuntimeException();
      }
      assertThat(answer).as("an answer within a minute").isNotNull();
      return (ListChanges) answer;
    }

    @Override
    public void onNext(ListChanges changes) {
      answers.add(changes);
    }

    @Override
    public void onError(Throwable thrown) {
      answers.add(thrown);
    }

    @Override
    public void onCompleted() {}

    @Override
    public boolean isCancelled() {
      return cancelled;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setOnCancelHandler(Runnable handler) {}

    @Override
    public void setOnReadyHandler(Runnable handler) {}

    @Override
    public void request(int count) {}

    @Override
    public void setMessageCompression(boolean enable) {}

    @Override
    public void setCompression(String compression) {}

    @Override
    public void disableAutoInboundFlowControl() {}
  }
}
