package io.vedette.dashboard.api;

import com.google.protobuf.ByteString;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.vedette.proto.v1.Artifact;
import io.vedette.proto.v1.UploadChunk;
import io.vedette.proto.v1.UploadReceipt;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * The body of an HTTP request as an upload to the coordinator. The request is read on its event
 * loop, and only while the coordinator takes more. When the receipt or a failure comes early, the
 * rest of the body is read and dropped, so that the browser hears the answer.
 */
final class ForwardedUpload implements ClientResponseObserver<UploadChunk, UploadReceipt> {

  private static final int CHUNK_BYTES = 512 << 10;

  private final HttpServerRequest request;
  private final Context loop;
  private final Artifact artifact;
  private final Promise<Object> read = Promise.promise();
  private final Promise<UploadReceipt> promise = Promise.promise();
  private @Nullable ClientCallStreamObserver<UploadChunk> call;

  ForwardedUpload(HttpServerRequest request, Context loop, Artifact artifact) {
    this.request = request;
    this.loop = loop;
    this.artifact = artifact;
  }

  /** Completed when the whole body was read and the coordinator has answered. */
  Future<UploadReceipt> receipt() {
    return Future.join(read.future(), promise.future()).transform(both -> promise.future());
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<UploadChunk> stream) {
    call = stream;
    stream.setOnReadyHandler(() -> loop.runOnContext(go -> request.resume()));
    request.handler(data -> forward(stream, data));
    request.endHandler(
        end -> {
          read.tryComplete();
          if (!promise.future().isComplete()) {
            stream.onCompleted();
          }
        });
    request.exceptionHandler(
        broken -> {
          stream.cancel("the browser broke the upload off", broken);
          read.tryFail(broken);
          promise.tryFail(broken);
        });
  }

  /** Sends the name of the file, then what has come. */
  void start() {
    ClientCallStreamObserver<UploadChunk> stream = call;
    if (stream != null) {
      stream.onNext(UploadChunk.newBuilder().setArtifact(artifact).build());
    }
  }

  private void forward(ClientCallStreamObserver<UploadChunk> stream, Buffer data) {
    if (promise.future().isComplete()) {
      return;
    }
    for (int from = 0; from < data.length(); from += CHUNK_BYTES) {
      byte[] chunk = data.getBytes(from, Math.min(data.length(), from + CHUNK_BYTES));
      stream.onNext(UploadChunk.newBuilder().setData(ByteString.copyFrom(chunk)).build());
    }
    if (!stream.isReady()) {
      request.pause();
    }
  }

  @Override
  public void onNext(UploadReceipt receipt) {
    promise.tryComplete(receipt);
    loop.runOnContext(go -> request.resume());
  }

  @Override
  public void onError(Throwable thrown) {
    promise.tryFail(thrown);
    loop.runOnContext(go -> request.resume());
  }

  @Override
  public void onCompleted() {
    promise.tryFail("the coordinator gave no receipt");
  }
}
