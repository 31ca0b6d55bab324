package io.vedette.cloud.identity;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.KeyPair;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The coordinator's own certificate. Its key is in memory only; it is made at each start, and again
 * at two thirds of its life, at the next handshake.
 */
final class ServerCertificate extends X509ExtendedKeyManager {

  private static final Logger log = LoggerFactory.getLogger(ServerCertificate.class);
  private static final String ALIAS = "coordinator";

  private final Authority authority;
  private final List<String> hosts;
  private final Duration life;
  private final InstantSource clock;
  private volatile Issued issued;

  private record Issued(PrivateKey key, X509Certificate certificate, Instant renewAt) {}

  ServerCertificate(Authority authority, List<String> hosts, Duration life, InstantSource clock)
      throws IOException {
    this.authority = authority;
    this.hosts = hosts;
    this.life = life;
    this.clock = clock;
    this.issued = issue();
  }

  /** Names and addresses of the certificate. */
  static List<String> hosts(IdentityConfig config, String listener) {
    Set<String> hosts = new LinkedHashSet<>();
    hosts.add("localhost");
    hosts.add("127.0.0.1");
    try {
      hosts.add(InetAddress.getLocalHost().getHostName());
    } catch (UnknownHostException e) {
      log.debug("this machine has no name: {}", e.getMessage());
    }
    if (!listener.equals("0.0.0.0") && !listener.equals("::")) {
      hosts.add(listener);
    }
    hosts.addAll(config.hosts());
    return new ArrayList<>(hosts);
  }

  private Issued issue() throws IOException {
    Instant now = clock.instant();
    KeyPair pair = Authority.newKey();
    X509Certificate certificate =
        authority.issueServer(pair.getPublic(), hosts, now, now.plus(life));
    return new Issued(pair.getPrivate(), certificate, now.plus(life.multipliedBy(2).dividedBy(3)));
  }

  private Issued current() {
    if (!clock.instant().isBefore(issued.renewAt())) {
      renew();
    }
    return issued;
  }

  private synchronized void renew() {
    if (clock.instant().isBefore(issued.renewAt())) {
      return;
    }
    try {
      issued = issue();
      log.info("the coordinator's certificate was renewed");
    } catch (IOException e) {
      log.error("the coordinator's certificate was not renewed: {}", e.getMessage());
    }
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
    return keyType.startsWith("EC") ? ALIAS : null;
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, Socket socket) {
    return keyType.startsWith("EC") ? ALIAS : null;
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return new X509Certificate[] {current().certificate(), authority.certificate()};
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return issued.key();
  }

  @Override
  public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return new String[] {ALIAS};
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyType, Principal @Nullable [] issuers, Socket socket) {
    return null;
  }
}
