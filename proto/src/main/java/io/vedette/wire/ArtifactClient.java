package io.vedette.wire;

import com.google.common.util.concurrent.SettableFuture;
import com.google.protobuf.ByteString;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.vedette.proto.v1.Artifact;
import io.vedette.proto.v1.ArtifactChunk;
import io.vedette.proto.v1.ArtifactRole;
import io.vedette.proto.v1.ArtifactServiceGrpc;
import io.vedette.proto.v1.DownloadRequest;
import io.vedette.proto.v1.UploadChunk;
import io.vedette.proto.v1.UploadReceipt;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.concurrent.ExecutionException;

/**
 * Moves files by their digest: downloads go on where they broke off, uploads are confirmed when
 * durable. A transfer may take as long as it needs; it fails when no byte has moved for 2 minutes.
 */
public final class ArtifactClient {

  /** Small, so that a slow connection takes a chunk now and then. */
  private static final int CHUNK_BYTES = 64 << 10;

  private final Channel channel;

  public ArtifactClient(Channel channel) {
    this(channel, SilenceLimit.OF_TRANSFERS);
  }

  ArtifactClient(Channel channel, SilenceLimit limit) {
    this.channel = ClientInterceptors.intercept(channel, limit);
  }

  /**
   * Fetches an artifact into {@code target}, which appears only when whole, flushed to disk, and of
   * the right digest. What an earlier try left in {@code target.part} is used.
   *
   * @throws DigestException when the content is not what its name says; the partial file is gone
   *     then
   * @throws IOException when the connection or the disk fails; a later call goes on from there
   */
  public void download(String sha256, long size, Path target) throws IOException {
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try (FileChannel out =
        FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      long offset = out.size() > size ? 0 : out.size();
      out.truncate(offset);
      out.position(offset);
      if (offset < size) {
        receive(sha256, offset, size, out);
      }
      out.force(true);
    } catch (StatusRuntimeException e) {
      throw new IOException(
          "download of " + Digests.brief(sha256) + " broke off: " + e.getMessage(), e);
    }
    String found = Digests.sha256(part);
    if (!found.equals(sha256)) {
      Files.delete(part);
      throw new DigestException(
          "artifact "
              + Digests.brief(sha256)
              + " arrived with digest "
              + Digests.brief(found)
              + "; it was thrown away, ask again or check the registry");
    }
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void receive(String sha256, long offset, long size, FileChannel out) throws IOException {
    Iterator<ArtifactChunk> chunks =
        ArtifactServiceGrpc.newBlockingStub(channel)
            .download(
                DownloadRequest.newBuilder().setSha256(sha256).setOffsetBytes(offset).build());
    while (chunks.hasNext()) {
      ByteBuffer data = chunks.next().getData().asReadOnlyByteBuffer();
      // A peer that sends more than it announced must not fill the disk.
      if (out.position() + data.remaining() > size) {
        throw new IOException(
            "artifact "
                + Digests.brief(sha256)
                + " is longer than the "
                + size
                + " bytes announced");
      }
      while (data.hasRemaining()) {
        out.write(data);
      }
    }
    if (out.position() < size) {
      throw new IOException(
          "download of "
              + Digests.brief(sha256)
              + " ended after "
              + out.position()
              + " of "
              + size
              + " bytes");
    }
  }

  /**
   * Sends a file; returns when the coordinator has it durably, or knew it already.
   *
   * @param role what it is
   */
  public Artifact upload(Path file, ArtifactRole role) throws IOException {
    Artifact artifact =
        Artifact.newBuilder()
            .setSha256(Digests.sha256(file))
            .setSizeBytes(Files.size(file))
            .setRole(role)
            .build();
    SettableFuture<UploadReceipt> receipt = SettableFuture.create();
    Sending sending = new Sending(receipt);
    ArtifactServiceGrpc.newStub(channel).upload(sending);
    try (InputStream in = Files.newInputStream(file)) {
      sending.send(UploadChunk.newBuilder().setArtifact(artifact).build());
      byte[] buffer = new byte[CHUNK_BYTES];
      for (int n = in.readNBytes(buffer, 0, CHUNK_BYTES);
          n > 0 && !receipt.isDone();
          n = in.readNBytes(buffer, 0, CHUNK_BYTES)) {
        sending.send(UploadChunk.newBuilder().setData(ByteString.copyFrom(buffer, 0, n)).build());
      }
      sending.complete();
      return java.util.Objects.requireNonNull(receipt.get()).getArtifact();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException("upload of " + file + " failed: " + cause.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("upload of " + file + " was interrupted", e);
    }
  }

  /** The sending side of an upload, which waits while the peer's buffer is full. */
  private static final class Sending implements ClientResponseObserver<UploadChunk, UploadReceipt> {
    private final SettableFuture<UploadReceipt> receipt;
    private @org.jspecify.annotations.Nullable ClientCallStreamObserver<UploadChunk> requests;

    Sending(SettableFuture<UploadReceipt> receipt) {
      this.receipt = receipt;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<UploadChunk> stream) {
      requests = stream;
      stream.setOnReadyHandler(this::wake);
    }

    private synchronized void wake() {
      notifyAll();
    }

    synchronized void send(UploadChunk chunk) throws InterruptedException {
      ClientCallStreamObserver<UploadChunk> stream = java.util.Objects.requireNonNull(requests);
      while (!stream.isReady() && !receipt.isDone()) {
        wait(1_000);
      }
      if (!receipt.isDone()) {
        stream.onNext(chunk);
      }
    }

    void complete() {
      if (!receipt.isDone()) {
        java.util.Objects.requireNonNull(requests).onCompleted();
      }
    }

    @Override
    public void onNext(UploadReceipt value) {
      receipt.set(value);
      wake();
    }

    @Override
    public void onError(Throwable t) {
      receipt.setException(t);
      wake();
    }

    @Override
    public void onCompleted() {
      receipt.setException(new IOException("the coordinator gave no receipt"));
      wake();
    }
  }
}
