package io.vedette.dashboard.api;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.vedette.proto.v1.ArtifactChunk;
import io.vedette.proto.v1.DownloadRequest;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a JPEG of at most 3 MiB, together. Whatever else has a digest, such as a model, is
 * refused with its first chunk. They come on a thread of the channel.
 */
final class PictureReply implements ClientResponseObserver<DownloadRequest, ArtifactChunk> {

  /** The largest picture that an agent may send, bytes. */
  private static final int MAX_BYTES = 3 << 20;

  private final Promise<Buffer> promise = Promise.promise();
  private final Buffer jpeg = Buffer.buffer();
  private @Nullable ClientCallStreamObserver<DownloadRequest> call;

  Future<Buffer> future() {
    return promise.future();
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<DownloadRequest> stream) {
    call = stream;
  }

  @Override
  public void onNext(ArtifactChunk chunk) {
    jpeg.appendBytes(chunk.getData().toByteArray());
    if (!isJpeg(chunk) || jpeg.length() > MAX_BYTES || chunk.getSizeBytes() > MAX_BYTES) {
      promise.tryFail(
          Status.NOT_FOUND.withDescription("no frame has this picture").asRuntimeException());
      if (call != null) {
        call.cancel("not a picture", null);
      }
    }
  }

  private static boolean isJpeg(ArtifactChunk chunk) {
    return chunk.getOffsetBytes() > 0 || chunk.getData().startsWith(START);
  }

  private static final ByteString START =
      ByteString.copyFrom(new byte[] {(byte) 0xFF, (byte) 0xD8});

  @Override
  public void onError(Throwable thrown) {
    promise.tryFail(thrown);
  }

  @Override
  public void onCompleted() {
    promise.tryComplete(jpeg);
  }
}
