package io.vedette.edge.camera;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Which certificates are trusted for snapshots over HTTPS: the machine's, or, by FFmpeg's options
 * of these names, those in {@code ca_file}, or with {@code tls_verify: 0} all.
 */
record SnapshotTls(SSLContext context) {

  private static final String FILE = "ca_file";
  private static final String VERIFY = "tls_verify";
  private static final Set<String> KNOWN = new TreeSet<>(Set.of(FILE, VERIFY));

  /**
   * Checks that each option applies to snapshots.
   *
   * @throws IOException in one line, when one does not
   */
  static void check(Map<String, String> options) throws IOException {
    Set<String> strange = new TreeSet<>(options.keySet());
    strange.removeAll(KNOWN);
    if (!strange.isEmpty()) {
      throw new IOException(
          "options " + strange + " mean nothing for still pictures; known are " + KNOWN);
    }
  }

  /**
   * The TLS context of these options.
   *
   * @return null: the machine's certificates
   * @throws IOException in one line, when a certificate cannot be read
   */
  static @Nullable SnapshotTls of(Map<String, String> options) throws IOException {
    try {
      String file = options.get(FILE);
      if ("0".equals(options.get(VERIFY))) {
        return of(new Anyone());
      }
      return file == null ? null : of(trusting(Path.of(file)));
    } catch (GeneralSecurityException e) {
      throw new IOException(options.get(FILE) + ": no certificate can be read from it", e);
    }
  }

  private static SnapshotTls of(TrustManager... trusted) throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trusted, null);
    return new SnapshotTls(context);
  }

  private static TrustManager[] trusting(Path pem) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(pem)) {
      int number = 0;
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("ca-" + number++, one);
      }
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  /** Trusts all certificates, as configured. */
  private static final class Anyone extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
