package io.vedette.cloud.rpc;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.vedette.cloud.frame.DamagedFrameException;
import io.vedette.cloud.frame.FrameStore;
import io.vedette.cloud.identity.Caller;
import io.vedette.cloud.identity.Role;
import io.vedette.proto.v1.ArtifactChunk;
import io.vedette.proto.v1.ArtifactRole;
import io.vedette.proto.v1.ArtifactServiceGrpc;
import io.vedette.proto.v1.DownloadRequest;
import io.vedette.proto.v1.UploadChunk;
import io.vedette.proto.v1.UploadReceipt;
import io.vedette.registry.RegistryException;
import io.vedette.registry.blob.BlobStore;
import io.vedette.registry.blob.Upload;
import io.vedette.wire.Digests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files by their digest, both ways; checkpoints and frames have stores of their own. */
public final class ArtifactEndpoint extends ArtifactServiceGrpc.ArtifactServiceImplBase {

  private static final Logger log = LoggerFactory.getLogger(ArtifactEndpoint.class);
  private static final int CHUNK_BYTES = 512 << 10;

  private final BlobStore artifacts;
  private final FrameStore frames;
  private final BlobStore checkpoints;
  private final DeviceArtifacts devices;

  /**
   * @param devices which artifacts a device may have
   */
  public ArtifactEndpoint(
      BlobStore artifacts, FrameStore frames, BlobStore checkpoints, DeviceArtifacts devices) {
    this.devices = devices;
    this.artifacts = artifacts;
    this.frames = frames;
    this.checkpoints = checkpoints;
  }

  @Override
  public void download(DownloadRequest request, StreamObserver<ArtifactChunk> responses) {
    String sha256 = request.getSha256();
    Caller caller = CallerContext.current();
    if (!mayHave(caller, sha256)) {
      responses.onError(
          Status.PERMISSION_DENIED
              .withDescription(caller.described() + " may not have " + Digests.brief(sha256))
              .asRuntimeException());
      return;
    }
    try {
      if (frames.has(sha256)) {
        byte[] picture = frames.read(sha256);
        int offset = (int) Math.max(0, Math.min(picture.length, request.getOffsetBytes()));
        send(
            responses,
            new ByteArrayInputStream(picture, offset, picture.length - offset),
            offset,
            picture.length);
        return;
      }
      BlobStore blobs = checkpoints.has(sha256) ? checkpoints : artifacts;
      long size = blobs.size(sha256);
      send(responses, blobs.open(sha256, request.getOffsetBytes()), request.getOffsetBytes(), size);
    } catch (DamagedFrameException e) {
      responses.onError(Status.DATA_LOSS.withDescription(e.getMessage()).asRuntimeException());
    } catch (RegistryException e) {
      responses.onError(Status.NOT_FOUND.withDescription(e.getMessage()).asRuntimeException());
    } catch (IOException e) {
      responses.onError(Status.UNAVAILABLE.withDescription(e.getMessage()).asRuntimeException());
    }
  }

  /** Pictures go to teachers, distillers and people; checkpoints to distillers. */
  private boolean mayHave(Caller caller, String sha256) {
    if (caller.kind() == Caller.Kind.OPEN || caller.role() == Role.DISTILLER) {
      return true;
    }
    if (caller.role() == Role.DEVICE) {
      return devices.mayHave(caller.name(), sha256);
    }
    return !checkpoints.has(sha256);
  }

  private static void send(
      StreamObserver<ArtifactChunk> responses, InputStream content, long offset, long size) {
    new Sending((ServerCallStreamObserver<ArtifactChunk>) responses, content, offset, size).start();
  }

  /** Sends as much as the peer takes, and more when it takes more. */
  private static final class Sending {
    private final ServerCallStreamObserver<ArtifactChunk> out;
    private final InputStream content;
    private final long size;
    private long offset;
    private boolean ended;

    Sending(
        ServerCallStreamObserver<ArtifactChunk> out, InputStream content, long offset, long size) {
      this.out = out;
      this.content = content;
      this.offset = offset;
      this.size = size;
    }

    void start() {
      out.setOnCancelHandler(this::close);
      out.setOnReadyHandler(this::send);
      send();
    }

    private synchronized void send() {
      try {
        while (!ended && out.isReady()) {
          byte[] chunk = content.readNBytes(CHUNK_BYTES);
          if (chunk.length > 0) {
            out.onNext(
                ArtifactChunk.newBuilder()
                    .setOffsetBytes(offset)
                    .setData(ByteString.copyFrom(chunk))
                    .setSizeBytes(size)
                    .build());
            offset += chunk.length;
          } else {
            close();
            out.onCompleted();
          }
        }
      } catch (IOException e) {
        close();
        out.onError(Status.UNAVAILABLE.withDescription(e.getMessage()).asRuntimeException());
      }
    }

    private synchronized void close() {
      ended = true;
      try {
        content.close();
      } catch (IOException e) {
        log.debug("a blob did not close: {}", e.getMessage());
      }
    }
  }

  @Override
  public StreamObserver<UploadChunk> upload(StreamObserver<UploadReceipt> responses) {
    return new Receiving(new ResponseSender<>(responses));
  }

  private final class Receiving implements StreamObserver<UploadChunk> {
    private final Caller caller = CallerContext.current();
    private final ResponseSender<UploadReceipt> out;
    private io.vedette.proto.v1.@Nullable Artifact artifact;
    private @Nullable Upload upload;
    private boolean decided;
    private long received;

    Receiving(ResponseSender<UploadReceipt> out) {
      this.out = out;
    }

    @Override
    public void onNext(UploadChunk chunk) {
      if (decided) {
        return;
      }
      try {
        Upload open = upload;
        if (chunk.hasArtifact()) {
          begin(chunk.getArtifact());
        } else if (open == null) {
          fail(Status.FAILED_PRECONDITION.withDescription("send the artifact's name first"));
        } else {
          append(open, chunk.getData());
        }
      } catch (RegistryException e) {
        fail(Status.INVALID_ARGUMENT.withDescription(e.getMessage()));
      } catch (IOException e) {
        fail(Status.UNAVAILABLE.withDescription(e.getMessage()));
      }
    }

    private void begin(io.vedette.proto.v1.Artifact given) throws RegistryException, IOException {
      boolean checkpoint = given.getRole() == ArtifactRole.ARTIFACT_ROLE_CHECKPOINT;
      if (checkpoint && caller.isPerson() && caller.kind() != Caller.Kind.OPEN) {
        fail(Status.PERMISSION_DENIED.withDescription("checkpoints come from distillers only"));
        return;
      }
      artifact = given;
      BlobStore blobs = checkpoint ? checkpoints : artifacts;
      if (blobs.keep(given.getSha256())) {
        receipt(given, true);
      } else {
        upload = blobs.begin(given.getSha256(), given.getSizeBytes());
      }
    }

    /** An upload that was broken off is resumed, though the peer sends it from the start again. */
    private void append(Upload to, ByteString bytes) throws RegistryException, IOException {
      var data = bytes.asReadOnlyByteBuffer();
      long end = received + data.remaining();
      if (end > to.offset()) {
        data.position(data.position() + (int) Math.max(0, to.offset() - received));
        to.append(data);
      }
      received = end;
    }

    @Override
    public void onCompleted() {
      io.vedette.proto.v1.Artifact given = artifact;
      Upload whole = upload;
      if (decided || given == null || whole == null) {
        out.end();
        return;
      }
      try {
        whole.commit();
        receipt(given, false);
      } catch (RegistryException e) {
        fail(Status.INVALID_ARGUMENT.withDescription(e.getMessage()));
      } catch (IOException e) {
        fail(Status.UNAVAILABLE.withDescription(e.getMessage()));
      }
    }

    private void receipt(io.vedette.proto.v1.Artifact given, boolean known) {
      decided = true;
      release();
      out.send(UploadReceipt.newBuilder().setArtifact(given).setKnown(known).build());
      out.end();
    }

    private void fail(Status status) {
      decided = true;
      release();
      out.fail(status);
    }

    @Override
    public void onError(Throwable cancelled) {
      decided = true;
      release();
    }

    private void release() {
      Upload open = upload;
      if (open != null) {
        try {
          open.close();
        } catch (IOException e) {
          log.debug("an upload did not close: {}", e.getMessage());
        }
      }
    }
  }
}
