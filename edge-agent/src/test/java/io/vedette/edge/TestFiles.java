package io.vedette.edge;

import com.google.protobuf.ByteString;
import io.grpc.BindableService;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.vedette.proto.v1.ArtifactChunk;
import io.vedette.proto.v1.ArtifactServiceGrpc;
import io.vedette.proto.v1.DownloadRequest;
import io.vedette.proto.v1.FederationServiceGrpc;
import io.vedette.proto.v1.UpdateChunk;
import io.vedette.proto.v1.UpdateHeader;
import io.vedette.proto.v1.UpdateReceipt;
import io.vedette.registry.manifest.Artifact;
import io.vedette.wire.Digests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The files of a {@link TestCoordinator}: models that go out, updates that come in. */
public final class TestFiles {

  /** What can be downloaded, by digest. */
  public final Map<String, byte[]> artifacts = new ConcurrentHashMap<>();

  /** What was uploaded. */
  public final Map<UpdateHeader, byte[]> updates = new ConcurrentHashMap<>();

  /** A download breaks off after so many bytes, once; 0: never. */
  public volatile int breakDownloadAt;

  /** How many uploads are cut off before their receipt. */
  public volatile int receiptsToLose;

  /** Makes a file one that can be downloaded. */
  Artifact offer(Path file, String role) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    String digest = Digests.sha256(bytes);
    artifacts.put(digest, bytes);
    return new Artifact(digest, bytes.length, role);
  }

  BindableService downloads() {
    return new Downloads();
  }

  BindableService uploads() {
    return new Uploads();
  }

  private final class Downloads extends ArtifactServiceGrpc.ArtifactServiceImplBase {
    @Override
    public void download(DownloadRequest request, StreamObserver<ArtifactChunk> replies) {
      byte[] bytes = artifacts.get(request.getSha256());
      if (bytes == null) {
        replies.onError(Status.NOT_FOUND.asRuntimeException());
        return;
      }
      int from = (int) request.getOffsetBytes();
      int to = breakDownloadAt > from ? breakDownloadAt : bytes.length;
      replies.onNext(
          ArtifactChunk.newBuilder()
              .setOffsetBytes(from)
              .setSizeBytes(bytes.length)
              .setData(ByteString.copyFrom(bytes, from, to - from))
              .build());
      if (to < bytes.length) {
        breakDownloadAt = 0;
        replies.onError(Status.UNAVAILABLE.withDescription("the line broke").asRuntimeException());
      } else {
        replies.onCompleted();
      }
    }
  }

  private final class Uploads extends FederationServiceGrpc.FederationServiceImplBase {
    @Override
    public StreamObserver<UpdateChunk> uploadUpdate(StreamObserver<UpdateReceipt> replies) {
      ByteArrayOutputStream data = new ByteArrayOutputStream();
      UpdateHeader[] header = new UpdateHeader[1];
      return new StreamObserver<>() {
        @Override
        public void onNext(UpdateChunk chunk) {
          if (chunk.hasHeader()) {
            header[0] = chunk.getHeader();
          } else {
            data.writeBytes(chunk.getData().toByteArray());
          }
        }

        @Override
        public void onError(Throwable t) {}

        @Override
        public void onCompleted() {
          if (receiptsToLose > 0) {
            receiptsToLose--;
            replies.onError(Status.UNAVAILABLE.asRuntimeException());
            return;
          }
          updates.put(header[0], data.toByteArray());
          replies.onNext(UpdateReceipt.newBuilder().setAccepted(true).build());
          replies.onCompleted();
        }
      };
    }
  }
}
