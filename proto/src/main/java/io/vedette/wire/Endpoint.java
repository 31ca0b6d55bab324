package io.vedette.wire;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.util.AdvancedTlsX509KeyManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A coordinator to dial.
 *
 * @param host name or address
 * @param port 1 to 65535
 * @param tls whether the connection is encrypted
 * @param trustedCertificate PEM file of the authority that signed the coordinator's certificate;
 *     null: the system's
 * @param tokenFile file whose first line is the token this peer shows; null: none
 * @param identity folder of this peer's key and certificate, see {@link IdentityFolder}; TLS and
 *     whom to trust come from it. Null: none
 */
public record Endpoint(
    String host,
    int port,
    boolean tls,
    @Nullable Path trustedCertificate,
    @Nullable Path tokenFile,
    @Nullable Path identity) {

  /** How often the files of an identity are looked at: they are replaced when it is renewed. */
  private static final long RELOAD_MINUTES = 1;

  private static final ScheduledExecutorService RELOADING =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "identity-files");
            thread.setDaemon(true);
            return thread;
          });

  /** By folder. */
  private static final Map<Path, AdvancedTlsX509KeyManager> KEYS = new HashMap<>();

  /** Messages on the wire stay under this, bytes; bigger things are chunked. */
  public static final int MAX_MESSAGE_BYTES = 4 << 20;

  /** Where a coordinator listens unless told otherwise. */
  public static final int DEFAULT_PORT = 7400;

  /** An endpoint without an identity. */
  public Endpoint(
      String host,
      int port,
      boolean tls,
      @Nullable Path trustedCertificate,
      @Nullable Path tokenFile) {
    this(host, port, tls, trustedCertificate, tokenFile, null);
  }

  /** The same, for a peer that is known by its certificate. */
  public Endpoint with(IdentityFolder as) {
    return new Endpoint(host, port, true, as.authority(), null, as.folder());
  }

  /** An endpoint without TLS or token, as on one machine. */
  public static Endpoint plain(String host, int port) {
    return new Endpoint(host, port, false, null, null);
  }

  /**
   * Parses "host:port", "host" or ":port".
   *
   * @throws IllegalArgumentException when the port is no number from 1 to 65535
   */
  public static Endpoint parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? text : text.substring(0, colon);
    try {
      int port = colon < 0 ? DEFAULT_PORT : Integer.parseInt(text.substring(colon + 1));
      if (port >= 1 && port <= 65_535) {
        return plain(host.isEmpty() ? "127.0.0.1" : host, port);
      }
    } catch (NumberFormatException e) {
      // Falls through to the one message.
    }
    throw new IllegalArgumentException(
        "'" + text + "' is no address; write host:port, such as 127.0.0.1:7400");
  }

  /** Opens a channel. It connects when first used, and again whenever the connection is lost. */
  public ManagedChannel dial() {
    return channel().build();
  }

  /** What {@link #dial} opens, for a caller that sets more of it. */
  public NettyChannelBuilder channel() {
    NettyChannelBuilder channel =
        NettyChannelBuilder.forAddress(host, port)
            .maxInboundMessageSize(MAX_MESSAGE_BYTES)
            .intercept(new ClientBounds())
            .keepAliveTime(20, TimeUnit.SECONDS)
            .keepAliveTimeout(10, TimeUnit.SECONDS)
            .keepAliveWithoutCalls(true);
    try {
      if (identity != null) {
        channel.sslContext(context(new IdentityFolder(identity)));
      } else if (tls) {
        var context = GrpcSslContexts.forClient();
        if (trustedCertificate != null) {
          context.trustManager(trustedCertificate.toFile());
        }
        channel.sslContext(context.build());
      } else {
        channel.usePlaintext();
      }
      if (tokenFile != null) {
        channel.intercept(BearerToken.read(tokenFile).shown());
      }
    } catch (SSLException e) {
      throw new IllegalArgumentException(
          trustedCertificate + ": no usable certificate: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(identity + ": no usable identity: " + e.getMessage(), e);
    }
    return channel;
  }

  private static SslContext context(IdentityFolder own)
      throws IOException, GeneralSecurityException {
    if (!own.exists()) {
      throw new IOException(own.folder() + ": no identity; enroll first (--enroll TOKEN)");
    }
    return GrpcSslContexts.forClient()
        .keyManager(keys(own))
        .trustManager(own.authority().toFile())
        .build();
  }

  /** One for each folder: it looks at the files as long as the process lives. */
  private static AdvancedTlsX509KeyManager keys(IdentityFolder own)
      throws IOException, GeneralSecurityException {
    synchronized (KEYS) {
      AdvancedTlsX509KeyManager known = KEYS.get(own.folder());
      if (known != null) {
        return known;
      }
      AdvancedTlsX509KeyManager made = new AdvancedTlsX509KeyManager();
      made.updateIdentityCredentials(
          own.certificate().toFile(),
          own.key().toFile(),
          RELOAD_MINUTES,
          TimeUnit.MINUTES,
          RELOADING);
      KEYS.put(own.folder(), made);
      return made;
    }
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
