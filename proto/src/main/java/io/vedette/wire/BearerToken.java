package io.vedette.wire;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A shared secret, shown as {@code authorization: Bearer …}. It has no text form, so that no log
 * can hold it.
 */
public final class BearerToken {

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private static final String BEARER = "Bearer ";
  private static final String BASIC = "Basic ";

  private final String secret;

  private BearerToken(String secret) {
    this.secret = secret;
  }

  /** Reads the first line of a file, at least 16 characters. */
  public static BearerToken read(Path file) throws IOException {
    String secret = Files.readString(file).lines().findFirst().orElse("").strip();
    if (secret.length() < 16) {
      throw new IOException(file + ": the token must have at least 16 characters");
    }
    return new BearerToken(secret);
  }

  /** Whether this is the secret; takes the same time wherever the two differ. */
  public boolean matches(String shown) {
    return MessageDigest.isEqual(
        secret.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether an HTTP header Authorization has it, as bearer or as the password of Basic. */
  public boolean isShownIn(@Nullable String authorization) {
    if (authorization == null) {
      return false;
    }
    if (authorization.startsWith(BEARER)) {
      return matches(authorization.substring(BEARER.length()));
    }
    if (!authorization.startsWith(BASIC)) {
      return false;
    }
    try {
      byte[] pair = Base64.getDecoder().decode(authorization.substring(BASIC.length()));
      String text = new String(pair, StandardCharsets.UTF_8);
      return matches(text.substring(text.indexOf(':') + 1));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** For a client: every call shows the token, unless it shows another one already. */
  ClientInterceptor shown() {
    return new ClientInterceptor() {
      @Override
      public <Q, A> ClientCall<Q, A> interceptCall(
          MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
          @Override
          public void start(Listener<A> listener, Metadata headers) {
            if (!headers.containsKey(AUTHORIZATION)) {
              headers.put(AUTHORIZATION, "Bearer " + secret);
            }
            super.start(listener, headers);
          }
        };
      }
    };
  }

  /** For a server: a call that does not show the token is refused before it is read. */
  ServerInterceptor demanded() {
    byte[] expected = ("Bearer " + secret).getBytes(StandardCharsets.UTF_8);
    return new ServerInterceptor() {
      @Override
      public <Q, A> ServerCall.Listener<Q> interceptCall(
          ServerCall<Q, A> call, Metadata headers, io.grpc.ServerCallHandler<Q, A> next) {
        String given = headers.get(AUTHORIZATION);
        // Constant time: how long the comparison takes tells nothing about the secret.
        if (given == null
            || !MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8))) {
          call.close(
              Status.UNAUTHENTICATED.withDescription("a valid token is needed"), new Metadata());
          return new ServerCall.Listener<>() {};
        }
        return next.startCall(call, headers);
      }
    };
  }
}
