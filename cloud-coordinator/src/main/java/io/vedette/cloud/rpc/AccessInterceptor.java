package io.vedette.cloud.rpc;

import com.google.protobuf.Message;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.vedette.cloud.identity.Access;
import io.vedette.cloud.identity.AccessTable;
import io.vedette.cloud.identity.AuditSink;
import io.vedette.cloud.identity.AuditedCall;
import io.vedette.cloud.identity.Caller;
import io.vedette.cloud.identity.CertificateAuthenticator;
import io.vedette.cloud.identity.RefusedIdentityException;
import io.vedette.cloud.identity.Role;
import io.vedette.cloud.identity.TokenAuthenticator;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every method of every service: finds the caller, asks the {@link AccessTable}, and
 * tells the audit log. A token of a person outranks the certificate of the connection, because a
 * dashboard passes on what people ask for.
 */
public final class AccessInterceptor implements ServerInterceptor {

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final Metadata.Key<String> FORWARDED =
      Metadata.Key.of("x-vedette-address", Metadata.ASCII_STRING_MARSHALLER);
  private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F:.%a-z]{1,64}");
  private static final String BEARER = "Bearer ";

  private final boolean open;
  private final CertificateAuthenticator certificates;
  private final TokenAuthenticator tokens;
  private final AuditSink audit;
  private final Set<AdmittedCall<?, ?>> calls = ConcurrentHashMap.newKeySet();

  /**
   * @param open whether everybody may do everything
   */
  public AccessInterceptor(
      boolean open,
      CertificateAuthenticator certificates,
      TokenAuthenticator tokens,
      AuditSink audit) {
    this.open = open;
    this.certificates = certificates;
    this.tokens = tokens;
    this.audit = audit;
  }

  /** For an open listener: every caller is {@link Caller#LOCAL}. */
  public static AccessInterceptor open(AuditSink audit) {
    return new AccessInterceptor(
        true, CertificateAuthenticator.NONE, TokenAuthenticator.NONE, audit);
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    String method = call.getMethodDescriptor().getFullMethodName();
    String address = address(call);
    Caller caller = Caller.NOBODY;
    try {
      address = forwarded(call, headers, address);
      X509Certificate certificate =
          open || headers.containsKey(AUTHORIZATION) ? null : certificate(call);
      caller = caller(certificate, headers, address);
      Access access = access(method, caller);
      AdmittedCall<Q, A> admitted =
          new AdmittedCall<>(
              call, caller, certificate, address, access.changes() ? audit : AuditSink.NONE);
      calls.add(admitted);
      Context context = CallerContext.with(caller, address, token(headers), certificate);
      ServerCall.Listener<Q> listener = Contexts.interceptCall(context, admitted, headers, next);
      AdmittedListener<Q> kept =
          new AdmittedListener<>(listener, admitted, () -> calls.remove(admitted));
      // It may have been revoked before it was among the calls that a revocation looks at.
      recheck(admitted);
      return kept;
    } catch (RefusedIdentityException e) {
      return refuse(call, caller, address, Status.UNAUTHENTICATED.withDescription(e.getMessage()));
    } catch (NotAllowedException e) {
      return refuse(call, caller, address, e.status);
    }
  }

  private Caller caller(@Nullable X509Certificate certificate, Metadata headers, String address)
      throws RefusedIdentityException {
    if (open) {
      return Caller.LOCAL;
    }
    String authorization = headers.get(AUTHORIZATION);
    if (authorization != null) {
      if (!authorization.startsWith(BEARER)) {
        throw new RefusedIdentityException("the authorization must be a bearer token");
      }
      return tokens
          .authenticate(authorization.substring(BEARER.length()), address)
          .orElseThrow(
              () ->
                  new RefusedIdentityException(
                      "the token is not known, or its time is over; sign in again"));
    }
    return certificate == null ? Caller.NOBODY : certificates.authenticate(certificate);
  }

  /** Where a person is who asks through a dashboard; of nobody else such a word is believed. */
  private String forwarded(ServerCall<?, ?> call, Metadata headers, String peer)
      throws RefusedIdentityException {
    String address = headers.get(FORWARDED);
    X509Certificate certificate = address == null || open ? null : certificate(call);
    boolean believed =
        certificate != null
            && certificates.authenticate(certificate).role() == Role.DASHBOARD
            && ADDRESS.matcher(String.valueOf(address)).matches();
    return believed ? String.valueOf(address) : peer;
  }

  private static String token(Metadata headers) {
    String authorization = headers.get(AUTHORIZATION);
    return authorization != null && authorization.startsWith(BEARER)
        ? authorization.substring(BEARER.length())
        : "";
  }

  private static @Nullable X509Certificate certificate(ServerCall<?, ?> call) {
    SSLSession session = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
    if (session == null) {
      return null;
    }
    try {
      Certificate[] chain = session.getPeerCertificates();
      return chain.length > 0 && chain[0] instanceof X509Certificate leaf ? leaf : null;
    } catch (SSLPeerUnverifiedException e) {
      return null;
    }
  }

  private static Access access(String method, Caller caller) throws NotAllowedException {
    String name = method.substring(method.indexOf('/') + 1);
    Access access =
        AccessTable.of(method)
            .orElseThrow(
                () ->
                    new NotAllowedException(
                        Status.PERMISSION_DENIED.withDescription("nobody may " + name)));
    if (access.allows(caller)) {
      return access;
    }
    String needed = name + " needs " + access.needed();
    throw new NotAllowedException(
        caller.role() == null
            ? Status.UNAUTHENTICATED.withDescription("sign in or enroll first: " + needed)
            : Status.PERMISSION_DENIED.withDescription(
                caller.role().withArticle()
                    + " may not "
                    + name
                    + ": it needs "
                    + access.needed()));
  }

  private <Q> ServerCall.Listener<Q> refuse(
      ServerCall<Q, ?> call, Caller caller, String address, Status status) {
    try {
      audit.record(
          new AuditedCall(
              caller,
              address,
              call.getMethodDescriptor().getFullMethodName(),
              null,
              null,
              status.getCode().name(),
              String.valueOf(status.getDescription())));
    } catch (RuntimeException e) {
      // The log has raised its alarm; the caller is refused all the same.
    }
    call.close(status, new Metadata());
    return new ServerCall.Listener<>() {};
  }

  private static String address(ServerCall<?, ?> call) {
    SocketAddress peer = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
    return peer instanceof InetSocketAddress internet && internet.getAddress() != null
        ? internet.getAddress().getHostAddress()
        : String.valueOf(peer);
  }

  /** Ends the open calls whose certificate was revoked or has expired meanwhile. */
  public void recheck() {
    calls.forEach(this::recheck);
  }

  private void recheck(AdmittedCall<?, ?> call) {
    X509Certificate certificate = call.certificate();
    if (certificate != null) {
      try {
        certificates.authenticate(certificate);
      } catch (RefusedIdentityException e) {
        call.cut(Status.UNAUTHENTICATED.withDescription(e.getMessage()));
      }
    }
  }

  /**
   * Ends the open calls of callers that are no longer accepted.
   *
   * @return how many
   */
  public int cut(Predicate<Caller> refused, String why) {
    int cut = 0;
    for (AdmittedCall<?, ?> call : calls) {
      if (refused.test(call.caller())) {
        call.cut(Status.UNAUTHENTICATED.withDescription(why));
        cut++;
      }
    }
    return cut;
  }

  /** Keeps what the audit log wants to know, and forgets the call when it has ended. */
  private static final class AdmittedListener<Q> extends SimpleForwardingServerCallListener<Q> {
    private final AdmittedCall<Q, ?> call;
    private final Runnable ended;

    AdmittedListener(ServerCall.Listener<Q> listener, AdmittedCall<Q, ?> call, Runnable ended) {
      super(listener);
      this.call = call;
      this.ended = ended;
    }

    @Override
    public void onMessage(Q message) {
      if (call.wasCut()) {
        return;
      }
      if (message instanceof Message request) {
        call.received(request);
      }
      super.onMessage(message);
    }

    @Override
    public void onCancel() {
      ended.run();
      call.cancelled();
      super.onCancel();
    }

    /** A call that was cut is cancelled to its handler: else it would wait for the peer. */
    @Override
    public void onComplete() {
      ended.run();
      if (call.wasCut()) {
        super.onCancel();
      } else {
        super.onComplete();
      }
    }
  }

  /** The table does not allow the call. */
  private static final class NotAllowedException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Status status;

    NotAllowedException(Status status) {
      super(status.getDescription());
      this.status = status;
    }
  }
}
