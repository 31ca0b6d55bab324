package io.vedette.edge.link;

import com.google.protobuf.ByteString;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.vedette.proto.v1.FederationServiceGrpc;
import io.vedette.proto.v1.UpdateChunk;
import io.vedette.proto.v1.UpdateHeader;
import io.vedette.proto.v1.UpdateReceipt;
import io.vedette.wire.SilenceLimit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to upload an update, chunk by chunk, as fast as the connection takes it; it ends when
 * no byte has moved for a while.
 */
final class UpdateUpload implements ClientResponseObserver<UpdateChunk, UpdateReceipt> {

  private static final int CHUNK_BYTES = 64 << 10;

  private final CompletableFuture<UpdateOutcome> receipt = new CompletableFuture<>();
  private @Nullable ClientCallStreamObserver<UpdateChunk> requests;

  private UpdateUpload() {}

  /**
   * Sends an update and waits for its receipt.
   *
   * @throws IOException when there is none; the same update may be sent again
   */
  static UpdateOutcome send(Channel channel, String agentId, PendingUpdate update)
      throws IOException, InterruptedException {
    UpdateUpload upload = new UpdateUpload();
    FederationServiceGrpc.newStub(channel)
        .withInterceptors(SilenceLimit.OF_TRANSFERS)
        .uploadUpdate(upload);
    try (InputStream in = Files.newInputStream(update.weights())) {
      upload.next(UpdateChunk.newBuilder().setHeader(header(agentId, update)).build());
      byte[] buffer = new byte[CHUNK_BYTES];
      for (int n = in.readNBytes(buffer, 0, CHUNK_BYTES);
          n > 0 && !upload.receipt.isDone();
          n = in.readNBytes(buffer, 0, CHUNK_BYTES)) {
        upload.next(UpdateChunk.newBuilder().setData(ByteString.copyFrom(buffer, 0, n)).build());
      }
      upload.complete();
      return upload.receipt.get();
    } catch (ExecutionException e) {
      throw new IOException("update " + update.updateId() + ": " + reason(e.getCause()), e);
    }
  }

  private static String reason(@Nullable Throwable cause) {
    return cause == null ? "failed" : Status.fromThrowable(cause).toString();
  }

  private static UpdateHeader header(String agentId, PendingUpdate update) {
    UpdateHeader.Builder header =
        UpdateHeader.newBuilder()
            .setUpdateId(update.updateId())
            .setRoundId(update.roundId())
            .setAgentId(agentId)
            .setBaseSha256(update.baseDigest())
            .setExamples(update.examples())
            .setSha256(update.digest())
            .setSizeBytes(update.size())
            .addAllEscalationIds(update.escalationIds())
            .setTrainingMs(Math.round(update.seconds() * 1e3));
    if (!Double.isNaN(update.lossBefore())) {
      header.setLossBefore(update.lossBefore());
    }
    if (!Double.isNaN(update.lossAfter())) {
      header.setLossAfter(update.lossAfter());
    }
    return header.build();
  }

  private synchronized void next(UpdateChunk chunk) throws InterruptedException {
    ClientCallStreamObserver<UpdateChunk> stream = Objects.requireNonNull(requests);
    while (!stream.isReady() && !receipt.isDone()) {
      wait(1_000);
    }
    if (!receipt.isDone()) {
      stream.onNext(chunk);
    }
  }

  private void complete() {
    if (!receipt.isDone()) {
      Objects.requireNonNull(requests).onCompleted();
    }
  }

  private synchronized void wake() {
    notifyAll();
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<UpdateChunk> stream) {
    requests = stream;
    stream.setOnReadyHandler(this::wake);
  }

  @Override
  public void onNext(UpdateReceipt reply) {
    receipt.complete(new UpdateOutcome(reply.getAccepted(), reply.getWhy()));
    wake();
  }

  @Override
  public void onError(Throwable t) {
    receipt.completeExceptionally(t);
    wake();
  }

  @Override
  public void onCompleted() {
    receipt.completeExceptionally(
        Status.UNAVAILABLE.withDescription("the coordinator gave no receipt").asException());
    wake();
  }
}
