package io.vedette.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.vedette.proto.v1.Artifact;
import io.vedette.proto.v1.ArtifactChunk;
import io.vedette.proto.v1.ArtifactRole;
import io.vedette.proto.v1.ArtifactServiceGrpc;
import io.vedette.proto.v1.DownloadRequest;
import io.vedette.proto.v1.UploadChunk;
import io.vedette.proto.v1.UploadReceipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transfers to and from a peer that takes its time; ticks are counted, and no clock is read. */
class ArtifactClientTest {

  @TempDir Path folder;

  private final SlowPeer peer = new SlowPeer();
  private final ManualTicker ticker = new ManualTicker();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private Server server;
  private ManagedChannel channel;
  private ArtifactClient client;

  @BeforeEach
  void connect() throws IOException {
    server = ServerAddress.loopback(0).start(List.of(peer), threads);
    channel = Endpoint.plain("127.0.0.1", server.getPort()).dial();
    client = new ArtifactClient(channel, new SilenceLimit(Duration.ofSeconds(8), ticker));
  }

  @AfterEach
  void disconnect() throws InterruptedException {
    channel.shutdownNow();
    server.shutdownNow();
    server.awaitTermination();
    threads.shutdownNow();
  }

  @Test
  void aDownloadMayTakeAnyTimeWhileBytesMove() throws Exception {
    byte[] content = noise(40);
    Path target = folder.resolve("model.onnx");
    Future<Void> download = download(content, target);
    StreamObserver<ArtifactChunk> out = peer.downloads.take();
    for (int i = 0; i < content.length; i++) {
      ticker.tick(SilenceLimit.TICKS);
      out.onNext(chunk(content, i));
      awaitBytes(i + 1);
    }
    out.onCompleted();

    download.get();
    assertThat(target).hasBinaryContent(content);
    assertThat(ticker.ticking).isEmpty();
  }

  @Test
  void aSilentDownloadEndsAndIsTakenUpWhereItStopped() throws Exception {
    byte[] content = noise(3);
    Path target = folder.resolve("model.onnx");
    Future<Void> silent = download(content, target);
    peer.downloads.take().onNext(chunk(content, 0));
    awaitBytes(1);
    tickUntilDone(silent);
    assertThatThrownBy(silent::get)
        .hasRootCauseMessage("CANCELLED: no byte moved for 8 s")
        .hasMessageContaining("broke off");

    Future<Void> again = download(content, target);
    StreamObserver<ArtifactChunk> out = peer.downloads.take();
    out.onNext(chunk(content, 1));
    out.onNext(chunk(content, 2));
    out.onCompleted();
    again.get();
    assertThat(target).hasBinaryContent(content);
  }

  @Test
  void anUploadToAPeerThatTakesNothingEnds() throws Exception {
    Path file = Files.write(folder.resolve("large"), noise(8 << 20));
    Future<Artifact> upload =
        threads.submit(() -> client.upload(file, ArtifactRole.ARTIFACT_ROLE_UPDATE));
    peer.uploads.take();
    tickUntilDone(upload);
    assertThatThrownBy(upload::get)
        .hasMessageContaining("upload of " + file + " failed: CANCELLED: no byte moved for 8 s");
  }

  @Test
  void anUploadWaitsForItsReceipt() throws Exception {
    Path file = Files.write(folder.resolve("small"), noise(100));
    Future<Artifact> upload =
        threads.submit(() -> client.upload(file, ArtifactRole.ARTIFACT_ROLE_UPDATE));
    SlowPeer.Taken taken = peer.uploads.take();
    taken.in.request(100);
    Artifact artifact = taken.whole.get();
    ticker.tick(SilenceLimit.TICKS);
    taken.in.onNext(UploadReceipt.newBuilder().setArtifact(artifact).build());
    taken.in.onCompleted();
    assertThat(upload.get()).isEqualTo(artifact);
    assertThat(artifact.getSha256()).isEqualTo(Digests.sha256(file));
  }

  private Future<Void> download(byte[] content, Path target) {
    return threads.submit(
        () -> {
          client.download(Digests.sha256(content), content.length, target);
          return null;
        });
  }

  private void tickUntilDone(Future<?> transfer) throws InterruptedException {
    while (!transfer.isDone()) {
      ticker.tick(1);
      Thread.sleep(1);
    }
  }

  private void awaitBytes(int count) throws Exception {
    await(() -> Files.size(folder.resolve("model.onnx.part")) == count);
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    while (!condition.call()) {
      Thread.sleep(1);
    }
  }

  private static ArtifactChunk chunk(byte[] content, int at) {
    return ArtifactChunk.newBuilder()
        .setOffsetBytes(at)
        .setSizeBytes(content.length)
        .setData(ByteString.copyFrom(content, at, 1))
        .build();
  }

  private static byte[] noise(int bytes) {
    byte[] noise = new byte[bytes];
    new Random(1).nextBytes(noise);
    return noise;
  }

  /** Ticks when it is told to. */
  private static final class ManualTicker implements SilenceLimit.Ticker {
    private final List<Runnable> ticking = new CopyOnWriteArrayList<>();

    @Override
    public Future<?> every(Duration interval, Runnable tick) {
      assertThat(interval).isEqualTo(Duration.ofSeconds(1));
      ticking.add(tick);
      CompletableFuture<Void> end = new CompletableFuture<>();
      end.whenComplete((nothing, cancelled) -> ticking.remove(tick));
      return end;
    }

    void tick(int times) {
      for (int i = 0; i < times; i++) {
        ticking.forEach(Runnable::run);
      }
    }
  }

  /** Gives and takes only what the test makes it. */
  private static final class SlowPeer extends ArtifactServiceGrpc.ArtifactServiceImplBase {
    private final BlockingQueue<StreamObserver<ArtifactChunk>> downloads =
        new LinkedBlockingQueue<>();
    private final BlockingQueue<Taken> uploads = new LinkedBlockingQueue<>();

    /** An upload under way. */
    private record Taken(
        ServerCallStreamObserver<UploadReceipt> in, CompletableFuture<Artifact> whole) {}

    @Override
    public void download(DownloadRequest request, StreamObserver<ArtifactChunk> out) {
      downloads.add(out);
    }

    @Override
    public StreamObserver<UploadChunk> upload(StreamObserver<UploadReceipt> responses) {
      ServerCallStreamObserver<UploadReceipt> in =
          (ServerCallStreamObserver<UploadReceipt>) responses;
      in.disableAutoRequest();
      CompletableFuture<Artifact> whole = new CompletableFuture<>();
      uploads.add(new Taken(in, whole));
      return new StreamObserver<>() {
        private Artifact artifact = Artifact.getDefaultInstance();

        @Override
        public void onNext(UploadChunk chunk) {
          artifact = chunk.hasArtifact() ? chunk.getArtifact() : artifact;
        }

        @Override
        public void onError(Throwable t) {}

        @Override
        public void onCompleted() {
          whole.complete(artifact);
        }
      };
    }
  }
}
