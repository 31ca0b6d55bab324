package io.vedette.wire;

import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallExecutorSupplier;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where a coordinator listens. Beyond loopback it wants TLS and a token, unless {@code insecure} is
 * asked for in so many words.
 *
 * @param host address to bind
 * @param port 0 for any free one
 * @param certificate PEM chain; null: no TLS
 * @param key PEM private key of the certificate
 * @param tokenFile file whose first line every peer must show; null: none
 * @param insecure listens beyond loopback all the same
 */
public record ServerAddress(
    String host,
    int port,
    @Nullable Path certificate,
    @Nullable Path key,
    @Nullable Path tokenFile,
    boolean insecure) {

  public static ServerAddress loopback(int port) {
    return new ServerAddress("127.0.0.1", port, null, null, null, false);
  }

  /**
   * Refuses to listen where others could listen in.
   *
   * @throws IOException in one line, beyond loopback without TLS and a token
   */
  public void requireSafe() throws IOException {
    if (!InetAddress.getByName(host).isLoopbackAddress()
        && !insecure
        && (certificate == null || tokenFile == null)) {
      throw new IOException(
          "will not listen on "
              + host
              + " without TLS and a token; set certificate, key and tokenFile, or insecure: true");
    }
  }

  /**
   * Starts a server.
   *
   * @throws IOException in one line for people: address in use, unreadable certificate, or unsafe
   *     without TLS and token
   */
  public Server start(List<BindableService> services, Executor executor) throws IOException {
    return start(services, executor, Map.of());
  }

  /**
   * The same, with threads of their own for some services.
   *
   * @param own by the full name of a service
   */
  public Server start(
      List<BindableService> services, Executor executor, Map<String, ? extends Executor> own)
      throws IOException {
    requireSafe();
    return start(services, executor, own, null);
  }

  /**
   * The same, with TLS that is made by the caller in place of the certificate of this address.
   *
   * @param tls null: that of this address
   */
  public Server start(
      List<BindableService> services,
      Executor executor,
      Map<String, ? extends Executor> own,
      @Nullable ServerTls tls)
      throws IOException {
    NettyServerBuilder server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getByName(host), port))
            .executor(executor)
            .maxInboundMessageSize(Endpoint.MAX_MESSAGE_BYTES)
            .maxConcurrentCallsPerConnection(64)
            .permitKeepAliveTime(10, TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true)
            .keepAliveTime(20, TimeUnit.SECONDS)
            .keepAliveTimeout(10, TimeUnit.SECONDS);
    if (tls != null) {
      server.sslContext(tls.context());
    } else if (certificate != null && key != null) {
      server.useTransportSecurity(certificate.toFile(), key.toFile());
    }
    if (!own.isEmpty()) {
      server.callExecutor(new OwnThreads(own));
    }
    if (tls == null && tokenFile != null) {
      server.intercept(BearerToken.read(tokenFile).demanded());
    }
    services.forEach(s -> server.addService(ServerBounds.enforced(s.bindService())));
    try {
      return server.build().start();
    } catch (IOException e) {
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      String why =
          root instanceof BindException || String.valueOf(root.getMessage()).contains("in use")
              ? "the port is in use; stop what listens there or choose another port"
              : root.getMessage();
      throw new IOException("cannot listen on " + host + ":" + port + ": " + why, e);
    }
  }

  /** Which threads take the messages of a call; null: those of all services. */
  private record OwnThreads(Map<String, ? extends Executor> byService)
      implements ServerCallExecutorSupplier {

    @Override
    public <Q, A> @Nullable Executor getExecutor(ServerCall<Q, A> call, Metadata metadata) {
      return byService.get(call.getMethodDescriptor().getServiceName());
    }
  }
}
