package io.vedette.wire;

import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.SecurityLevel;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.vedette.wire.BoundedMethod.Received;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses messages that are beyond the bounds their fields declare, before a handler sees them. The
 * call ends with RESOURCE_EXHAUSTED or INVALID_ARGUMENT and one line that names the field; to the
 * handler the call is cancelled. Other calls of the connection go on.
 */
public final class ServerBounds {

  private static final Logger log = LoggerFactory.getLogger(ServerBounds.class);
  private static final AtomicLong LAST_LOGGED =
      new AtomicLong(System.nanoTime() - TimeUnit.DAYS.toNanos(1));

  private ServerBounds() {}

  /** The same service behind its bounds. */
  public static ServerServiceDefinition enforced(ServerServiceDefinition service) {
    List<ServerMethodDefinition<?, ?>> methods = new ArrayList<>();
    service.getMethods().forEach(method -> methods.add(enforced(method)));
    ServiceDescriptor.Builder descriptor =
        ServiceDescriptor.newBuilder(service.getServiceDescriptor().getName())
            .setSchemaDescriptor(service.getServiceDescriptor().getSchemaDescriptor());
    methods.forEach(method -> descriptor.addMethod(method.getMethodDescriptor()));
    ServerServiceDefinition.Builder bounded = ServerServiceDefinition.builder(descriptor.build());
    methods.forEach(bounded::addMethod);
    return bounded.build();
  }

  private static <Q, A> ServerMethodDefinition<Received, A> enforced(
      ServerMethodDefinition<Q, A> definition) {
    MethodDescriptor<Q, A> method = definition.getMethodDescriptor();
    BoundedMethod<Q> requests = BoundedMethod.requests(method);
    ServerCallHandler<Q, A> handler = definition.getServerCallHandler();
    return ServerMethodDefinition.create(
        method.toBuilder(requests.received(), method.getResponseMarshaller()).build(),
        (call, headers) -> {
          RefusableCall<Q, A> inner = new RefusableCall<>(call, method);
          return new Checking<>(requests, inner, handler.startCall(inner, headers));
        });
  }

  /** Hands messages that are within their bounds to the handler. */
  private static final class Checking<Q, A> extends ServerCall.Listener<Received> {
    private final BoundedMethod<Q> requests;
    private final RefusableCall<Q, A> call;
    private final ServerCall.Listener<Q> handler;
    private boolean refused;

    Checking(BoundedMethod<Q> requests, RefusableCall<Q, A> call, ServerCall.Listener<Q> handler) {
      this.requests = requests;
      this.call = call;
      this.handler = handler;
    }

    @Override
    public void onMessage(Received received) {
      if (refused) {
        return;
      }
      try {
        handler.onMessage(requests.parse(received));
      } catch (BoundExceededException e) {
        refused = true;
        call.refuse(e.status());
        handler.onCancel();
      }
    }

    @Override
    public void onHalfClose() {
      if (!refused) {
        handler.onHalfClose();
      }
    }

    @Override
    public void onCancel() {
      if (!refused) {
        handler.onCancel();
      }
    }

    @Override
    public void onComplete() {
      if (!refused) {
        handler.onComplete();
      }
    }

    @Override
    public void onReady() {
      if (!refused) {
        handler.onReady();
      }
    }
  }

  /** The call as its handler sees it. What the handler sends after a refusal is dropped. */
  private static final class RefusableCall<Q, A> extends ServerCall<Q, A> {
    private final ServerCall<Received, A> call;
    private final MethodDescriptor<Q, A> method;
    private boolean refused;

    RefusableCall(ServerCall<Received, A> call, MethodDescriptor<Q, A> method) {
      this.call = call;
      this.method = method;
    }

    synchronized void refuse(Status status) {
      refused = true;
      call.close(status, new Metadata());
      logOncePerSecond(status);
    }

    /** A peer that is refused again and again must not fill the disk with lines. */
    private void logOncePerSecond(Status status) {
      long now = System.nanoTime();
      long last = LAST_LOGGED.get();
      if (now - last >= TimeUnit.SECONDS.toNanos(1) && LAST_LOGGED.compareAndSet(last, now)) {
        log.warn(
            "refused {} of {}: {}",
            method.getFullMethodName(),
            getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR),
            status.getDescription());
      }
    }

    @Override
    public synchronized void sendHeaders(Metadata headers) {
      if (!refused) {
        call.sendHeaders(headers);
      }
    }

    @Override
    public synchronized void sendMessage(A message) {
      if (!refused) {
        call.sendMessage(message);
      }
    }

    @Override
    public synchronized void close(Status status, Metadata trailers) {
      if (!refused) {
        call.close(status, trailers);
      }
    }

    @Override
    public synchronized boolean isCancelled() {
      return refused || call.isCancelled();
    }

    @Override
    public void request(int messages) {
      call.request(messages);
    }

    @Override
    public boolean isReady() {
      return call.isReady();
    }

    @Override
    public void setCompression(String compressor) {
      call.setCompression(compressor);
    }

    @Override
    public void setMessageCompression(boolean enabled) {
      call.setMessageCompression(enabled);
    }

    @Override
    public void setOnReadyThreshold(int bytes) {
      call.setOnReadyThreshold(bytes);
    }

    @Override
    public SecurityLevel getSecurityLevel() {
      return call.getSecurityLevel();
    }

    @Override
    public Attributes getAttributes() {
      return call.getAttributes();
    }

    @Override
    public @Nullable String getAuthority() {
      return call.getAuthority();
    }

    @Override
    public MethodDescriptor<Q, A> getMethodDescriptor() {
      return method;
    }
  }
}
