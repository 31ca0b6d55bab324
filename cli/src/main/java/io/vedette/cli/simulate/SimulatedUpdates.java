package io.vedette.cli.simulate;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import io.vedette.proto.v1.FederationServiceGrpc;
import io.vedette.proto.v1.StartRound;
import io.vedette.proto.v1.UpdateChunk;
import io.vedette.proto.v1.UpdateHeader;
import io.vedette.proto.v1.UpdateReceipt;
import io.vedette.wire.Digests;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Uploads the updates of a round, some at a time. All are the base's own weights, with one value
 * changed so that digests differ; each names 256 frames.
 */
final class SimulatedUpdates {

  private static final int AT_ONCE = 32;
  private static final int CHUNK_BYTES = 1 << 18;
  private static final int IDS = 256;

  private final FleetMeter meter;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private volatile byte[] weights = new byte[0];
  private int running;

  SimulatedUpdates(FleetMeter meter) {
    this.meter = meter;
  }

  /** The file that every update is made from. */
  void base(byte[] safetensors) {
    weights = safetensors;
  }

  /**
   * Uploads an update when it is its turn.
   *
   * @param done told whether it was accepted
   */
  void upload(String agentId, ManagedChannel channel, StartRound round, Consumer<Boolean> done) {
    Runnable task = () -> start(agentId, channel, round, done);
    synchronized (this) {
      if (running >= AT_ONCE) {
        waiting.add(task);
        return;
      }
      running++;
    }
    task.run();
  }

  private void ended() {
    Runnable next;
    synchronized (this) {
      next = waiting.poll();
      if (next == null) {
        running--;
      }
    }
    if (next != null) {
      next.run();
    }
  }

  private void start(
      String agentId, ManagedChannel channel, StartRound round, Consumer<Boolean> done) {
    byte[] bytes = weights.clone();
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putFloat(
            bytes.length - Float.BYTES, (1 + Math.floorMod(agentId.hashCode(), 1_000)) / 1e6f);
    StreamObserver<UpdateChunk> chunks =
        FederationServiceGrpc.newStub(channel).uploadUpdate(new Receipt(done));
    chunks.onNext(UpdateChunk.newBuilder().setHeader(header(agentId, round, bytes)).build());
    for (int at = 0; at < bytes.length; at += CHUNK_BYTES) {
      ByteString data =
          UnsafeByteOperations.unsafeWrap(bytes, at, Math.min(CHUNK_BYTES, bytes.length - at));
      chunks.onNext(UpdateChunk.newBuilder().setData(data).build());
    }
    chunks.onCompleted();
  }

  private static UpdateHeader header(String agentId, StartRound round, byte[] bytes) {
    UpdateHeader.Builder header =
        UpdateHeader.newBuilder()
            .setUpdateId("u-" + agentId + "-" + round.getRoundId())
            .setRoundId(round.getRoundId())
            .setAgentId(agentId)
            .setBaseSha256(round.getBase().getSha256())
            .setExamples(IDS)
            .setSha256(Digests.sha256(bytes))
            .setSizeBytes(bytes.length)
            .setLossBefore(1)
            .setLossAfter(0.9)
            .setTrainingMs(1_000);
    for (int i = 0; i < IDS; i++) {
      header.addEscalationIds(
          UUID.nameUUIDFromBytes((agentId + "/" + i).getBytes(StandardCharsets.UTF_8)).toString());
    }
    return header.build();
  }

  private final class Receipt implements StreamObserver<UpdateReceipt> {
    private final Consumer<Boolean> done;

    Receipt(Consumer<Boolean> done) {
      this.done = done;
    }

    @Override
    public void onNext(UpdateReceipt receipt) {
      if (receipt.getAccepted()) {
        meter.updated();
      }
      done.accept(receipt.getAccepted());
    }

    @Override
    public void onError(Throwable t) {
      done.accept(false);
      ended();
    }

    @Override
    public void onCompleted() {
      ended();
    }
  }
}
