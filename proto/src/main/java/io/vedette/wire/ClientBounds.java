package io.vedette.wire;

import io.grpc.Attributes;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.vedette.wire.BoundedMethod.Received;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what a server sends beyond the bounds of its fields: the call is cancelled, and its
 * listener sees RESOURCE_EXHAUSTED or INVALID_ARGUMENT with one line that names the field.
 */
public final class ClientBounds implements ClientInterceptor {

  private final Map<String, BoundedMethod<?>> methods = new ConcurrentHashMap<>();

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    @SuppressWarnings("unchecked")
    BoundedMethod<A> responses =
        (BoundedMethod<A>)
            methods.computeIfAbsent(
                method.getFullMethodName(), name -> BoundedMethod.responses(method));
    return new CheckedCall<>(
        responses,
        next.newCall(
            method.toBuilder(method.getRequestMarshaller(), responses.received()).build(),
            options));
  }

  /** A call whose answers are checked. */
  private static final class CheckedCall<Q, A> extends ClientCall<Q, A> {
    private final BoundedMethod<A> responses;
    private final ClientCall<Q, Received> call;

    CheckedCall(BoundedMethod<A> responses, ClientCall<Q, Received> call) {
      this.responses = responses;
      this.call = call;
    }

    @Override
    public void start(Listener<A> listener, Metadata headers) {
      call.start(new Checking<>(responses, call, listener), headers);
    }

    @Override
    public void request(int messages) {
      call.request(messages);
    }

    @Override
    public void cancel(@Nullable String message, @Nullable Throwable cause) {
      call.cancel(message, cause);
    }

    @Override
    public void halfClose() {
      call.halfClose();
    }

    @Override
    public void sendMessage(Q message) {
      call.sendMessage(message);
    }

    @Override
    public boolean isReady() {
      return call.isReady();
    }

    @Override
    public void setMessageCompression(boolean enabled) {
      call.setMessageCompression(enabled);
    }

    @Override
    public Attributes getAttributes() {
      return call.getAttributes();
    }
  }

  /** Hands answers that are within their bounds to the listener. */
  private static final class Checking<A> extends ClientCall.Listener<Received> {
    private final BoundedMethod<A> responses;
    private final ClientCall<?, Received> call;
    private final ClientCall.Listener<A> listener;
    private @Nullable Status refusal;

    Checking(
        BoundedMethod<A> responses, ClientCall<?, Received> call, ClientCall.Listener<A> listener) {
      this.responses = responses;
      this.call = call;
      this.listener = listener;
    }

    @Override
    public void onHeaders(Metadata headers) {
      listener.onHeaders(headers);
    }

    @Override
    public void onMessage(Received received) {
      if (refusal != null) {
        return;
      }
      try {
        listener.onMessage(responses.parse(received));
      } catch (BoundExceededException e) {
        refusal = e.status();
        call.cancel(e.getMessage(), null);
      }
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      listener.onClose(refusal == null ? status : refusal, trailers);
    }

    @Override
    public void onReady() {
      listener.onReady();
    }
  }
}
