package io.vedette.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import io.vedette.cloud.escalation.EscalationIntakeConfig;
import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import io.vedette.proto.v1.EscalationHello;
import io.vedette.proto.v1.EscalationReply;
import io.vedette.proto.v1.EscalationRequest;
import io.vedette.proto.v1.EscalationServiceGrpc;
import io.vedette.proto.v1.Summary;
import io.vedette.wire.Endpoint;
import io.vedette.wire.ServerAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More agents with frames than there is room for, over real connections. */
class EscalationStreamsTest {

  private static final int WINDOW = 16;

  @TempDir Path directory;

  private Coordinator coordinator;

  private void start(int maxWaiting) throws IOException {
    coordinator =
        Coordinator.start(
            new CoordinatorConfig(
                ServerAddress.loopback(0),
                directory.resolve("data"),
                null,
                null,
                null,
                new EscalationIntakeConfig(WINDOW, maxWaiting, 0.2, 0.2, null),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null));
  }

  @AfterEach
  void stop() {
    coordinator.close();
  }

  private static byte[] jpeg() throws Exception {
    return Pictures.encodeJpeg(new Picture(64, 64, new byte[64 * 64 * 3]), 80);
  }

  /** One frame is inside, ten of 3 MB wait before the door, and three have no room. */
  @Test
  void anAgentWhoseFrameHasNoRoomIsToldAndSendsItAgain() throws Exception {
    start(1);
    List<TestAgent> agents =
        IntStream.range(0, 14).mapToObj(i -> new TestAgent("agent-" + i, port())).toList();
    try (People people = new People(port())) {
      for (TestAgent agent : agents) {
        agent.hello(0).reply(EscalationReply::hasWindow);
      }
      byte[] large = Arrays.copyOf(jpeg(), 3_100_000);
      for (int i = 0; i < agents.size(); i++) {
        large[large.length - 1] = (byte) i;
        agents.get(i).escalate(Scratch.frameId(i), large);
      }
      List<Integer> deferred = deferred(agents, 3);
      assertThat(people.see(s -> true).getEscalations().getAccepted()).isEqualTo(1);

      try (TestTeacher teacher = new TestTeacher("teacher", port())) {
        for (int i : deferred) {
          agents.get(i).reply(EscalationReply::hasWindow);
          large[large.length - 1] = (byte) i;
          agents.get(i).escalate(Scratch.frameId(i), large);
        }
        for (int i = 0; i < agents.size(); i++) {
          assertThat(agents.get(i).reply(r -> r.hasVerdict()).getVerdict().getEscalationId())
              .isEqualTo(Scratch.frameId(i));
        }
        assertThat(teacher.answered()).hasSize(agents.size()).doesNotHaveDuplicates();
      }
    } finally {
      agents.forEach(TestAgent::close);
    }
  }

  private int port() {
    return coordinator.port();
  }

  /** The numbers of the agents that were told to send their frame again. */
  private static List<Integer> deferred(List<TestAgent> agents, int expected) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    List<Integer> found = List.of();
    while (found.size() < expected && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(20);
      found =
          IntStream.range(0, agents.size())
              .filter(i -> agents.get(i).hasReply(EscalationReply::hasDeferred))
              .boxed()
              .toList();
    }
    assertThat(found).hasSize(expected);
    for (int i : found) {
      var reply = agents.get(i).reply(EscalationReply::hasDeferred).getDeferred();
      assertThat(reply.getEscalationId()).isEqualTo(Scratch.frameId(i));
      assertThat(reply.getRetryAfterMs()).isPositive();
    }
    return found;
  }

  @Test
  void whatWaitsStaysWithinItsBoundHoweverManyStreamsSend() throws Exception {
    int maxWaiting = 20;
    int streams = 40;
    int each = 10;
    start(maxWaiting);
    ManagedChannel channel = Endpoint.plain("127.0.0.1", port()).dial();
    AtomicLong most = new AtomicLong();
    List<EagerStream> open = new ArrayList<>();
    try (People people = new People(port())) {
      for (int i = 0; i < streams; i++) {
        open.add(new EagerStream(channel, "agent-" + i, i * each, each, jpeg()));
      }
      people.see(s -> waiting(s, most) == maxWaiting);
      try (TestTeacher teacher = new TestTeacher("teacher", port())) {
        people.see(s -> waiting(s, most) == 0 && answered(s) == streams * each);
        assertThat(teacher.answered()).doesNotHaveDuplicates();
      }
      assertThat(most.get()).isBetween((long) maxWaiting, (long) maxWaiting + WINDOW);
      assertThat(open).noneMatch(stream -> stream.broken);
    } finally {
      channel.shutdownNow();
    }
  }

  private static long waiting(Summary summary, AtomicLong most) {
    long waiting = summary.getEscalations().getWaiting();
    most.accumulateAndGet(waiting, Math::max);
    return waiting;
  }

  private static long answered(Summary summary) {
    return summary.getEscalations().getAnswered();
  }

  /** Sends what it has as soon as it is granted, and again what was deferred. */
  private static final class EagerStream implements StreamObserver<EscalationReply> {
    private final String agentId;
    private final byte[] jpeg;
    private final Deque<String> unsent = new ArrayDeque<>();
    private final StreamObserver<EscalationRequest> out;
    private int granted;
    volatile boolean broken;

    EagerStream(ManagedChannel channel, String agentId, int first, int count, byte[] jpeg) {
      this.agentId = agentId;
      this.jpeg = jpeg;
      IntStream.range(first, first + count).mapToObj(Scratch::frameId).forEach(unsent::add);
      out = EscalationServiceGrpc.newStub(channel).escalate(this);
      synchronized (this) {
        out.onNext(
            EscalationRequest.newBuilder()
                .setHello(EscalationHello.newBuilder().setAgentId(agentId))
                .build());
      }
    }

    @Override
    public synchronized void onNext(EscalationReply reply) {
      if (reply.hasWindow()) {
        granted += reply.getWindow().getFrames();
      } else if (reply.hasDeferred()) {
        unsent.add(reply.getDeferred().getEscalationId());
      }
      for (; granted > 0 && !unsent.isEmpty(); granted--) {
        out.onNext(
            EscalationRequest.newBuilder()
                .setEscalation(TestAgent.escalation(unsent.remove(), agentId, jpeg))
                .build());
      }
    }

    @Override
    public void onError(Throwable t) {
      broken = true;
    }

    @Override
    public void onCompleted() {
      broken = true;
    }
  }
}
