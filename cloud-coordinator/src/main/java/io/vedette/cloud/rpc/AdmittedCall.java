package io.vedette.cloud.rpc;

import com.google.protobuf.Message;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.vedette.cloud.identity.AuditSink;
import io.vedette.cloud.identity.AuditedCall;
import io.vedette.cloud.identity.Caller;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/**
 * A call of a known caller. It can be cut by another thread; what its handler sends after that is
 * dropped. Its end is told to the audit log once.
 */
final class AdmittedCall<Q, A> extends SimpleForwardingServerCall<Q, A> {

  private final Caller caller;
  private final @Nullable X509Certificate certificate;
  private final String address;
  private final AuditSink audit;
  private @Nullable Message request;
  private @Nullable Message answer;
  private boolean closed;
  private boolean cut;

  /**
   * @param certificate by which the caller is known; null: by something else
   */
  AdmittedCall(
      ServerCall<Q, A> call,
      Caller caller,
      @Nullable X509Certificate certificate,
      String address,
      AuditSink audit) {
    super(call);
    this.caller = caller;
    this.certificate = certificate;
    this.address = address;
    this.audit = audit;
  }

  Caller caller() {
    return caller;
  }

  @Nullable X509Certificate certificate() {
    return certificate;
  }

  /** Only the request of a single call is kept: a stream may be long. */
  synchronized void received(Message message) {
    if (delegate().getMethodDescriptor().getType().clientSendsOneMessage()) {
      request = message;
    }
  }

  void cut(Status status) {
    synchronized (this) {
      if (closed) {
        return;
      }
      cut = true;
    }
    close(status, new Metadata());
  }

  synchronized boolean wasCut() {
    return cut;
  }

  /** The peer ended the call before its answer. */
  void cancelled() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    told(Status.CANCELLED);
  }

  @Override
  public void close(Status status, Metadata trailers) {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    Status told = told(status);
    synchronized (this) {
      super.close(told, trailers);
    }
  }

  /** What the caller hears: a change that is not in the audit log is no success. */
  private Status told(Status status) {
    try {
      tell(status);
      return status;
    } catch (RuntimeException e) {
      return status.isOk()
          ? Status.INTERNAL.withDescription(
              "it was done, but is not in the audit log: " + e.getMessage())
          : status;
    }
  }

  private void tell(Status status) {
    Message asked;
    Message answered;
    synchronized (this) {
      asked = request;
      answered = answer;
      request = null;
      answer = null;
    }
    String description = status.getDescription();
    audit.record(
        new AuditedCall(
            caller,
            address,
            getMethodDescriptor().getFullMethodName(),
            asked,
            answered,
            status.getCode().name(),
            description == null ? "" : description));
  }

  @Override
  public synchronized void sendHeaders(Metadata headers) {
    if (!closed) {
      super.sendHeaders(headers);
    }
  }

  @Override
  public synchronized void sendMessage(A message) {
    if (!closed) {
      super.sendMessage(message);
      if (delegate().getMethodDescriptor().getType().serverSendsOneMessage()
          && message instanceof Message only) {
        answer = only;
      }
    }
  }

  @Override
  public synchronized boolean isCancelled() {
    return cut || super.isCancelled();
  }
}
