package io.vedette.wire;

import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509KeyManager;
import javax.net.ssl.X509TrustManager;

/**
 * TLS 1.2 and 1.3 of a server that asks clients for a certificate, and takes those without one,
 * too: what they may do is decided for each call.
 *
 * @param keys the server's certificate and key, which may be renewed while it runs
 * @param clients which certificates of clients are accepted
 */
public record ServerTls(X509KeyManager keys, X509TrustManager clients) {

  /** Forward secrecy and authenticated encryption only; keys of servers are elliptic curves. */
  static final List<String> SUITES =
      List.of(
          "TLS_AES_128_GCM_SHA256",
          "TLS_AES_256_GCM_SHA384",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256");

  SslContext context() throws SSLException {
    return GrpcSslContexts.configure(SslContextBuilder.forServer(keys))
        .trustManager(clients)
        .clientAuth(ClientAuth.OPTIONAL)
        .protocols("TLSv1.3", "TLSv1.2")
        .ciphers(SUITES)
        .build();
  }
}
