package io.vedette.cli.keys;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A certificate that signs itself, its private key, and a token. Only their owner can read them.
 *
 * @param certificate PEM; those who connect trust it as their authority
 * @param key PEM, PKCS #8, an elliptic curve (secp256r1)
 * @param token file whose first line is a random token of 43 characters
 */
public record ServerKeys(Path certificate, Path key, Path token) {

  private static final long PATIENCE_SECONDS = 300;
  private static final String ALIAS = "server";
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /** The names that they have in a folder. */
  static ServerKeys in(Path folder) {
    return new ServerKeys(
        folder.resolve("certificate.pem"), folder.resolve("key.pem"), folder.resolve("token"));
  }

  /** Whether they were made; the certificate is written last. */
  boolean exist() {
    return Files.exists(certificate);
  }

  /**
   * Makes them with the {@code keytool} of this Java.
   *
   * @param folder is made if it is absent; files of an attempt that was cut short are replaced
   * @param hosts names and addresses by which the server is reached
   * @param days until the certificate expires
   * @throws IOException in one line
   */
  public static ServerKeys make(Path folder, List<String> hosts, int days)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    ServerKeys keys = in(folder);
    Path work = Files.createTempDirectory(folder, "making");
    Path store = work.resolve("store.p12");
    String password = randomToken();
    try {
      keytool(store, password, hosts, days);
      write(keys.key, pem("PRIVATE KEY", privateKey(store, password)), work);
      write(keys.token, randomToken() + "\n", work);
      write(keys.certificate, pem("CERTIFICATE", certificate(store, password)), work);
    } finally {
      Files.deleteIfExists(store);
      Files.delete(work);
    }
    return keys;
  }

  /** Copies what those who connect need into a folder: certificate and token, not the key. */
  void share(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    ServerKeys copies = in(folder);
    Path work = Files.createTempDirectory(folder, "copying");
    try {
      write(copies.token, Files.readString(token), work);
      write(copies.certificate, Files.readString(certificate), work);
    } finally {
      Files.delete(work);
    }
  }

  private static void keytool(Path store, String password, List<String> hosts, int days)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=vedette",
                "-ext",
                "SAN=" + hosts.stream().map(ServerKeys::named).collect(Collectors.joining(",")),
                "-validity",
                Integer.toString(days),
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass:env",
                "VEDETTE_STORE_PASSWORD")
            .redirectErrorStream(true);
    builder.environment().put("VEDETTE_STORE_PASSWORD", password);
    Process keytool = builder.start();
    keytool.getOutputStream().close();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!keytool.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      keytool.destroyForcibly();
      throw new IOException("keytool made no certificate: " + said.strip());
    }
  }

  /** "DNS:coordinator" or "IP:192.0.2.7". */
  private static String named(String host) {
    boolean address = host.contains(":") || host.matches("[0-9]+(\\.[0-9]+){3}");
    return (address ? "IP:" : "DNS:") + host;
  }

  private static byte[] privateKey(Path store, String password) throws IOException {
    try {
      return open(store, password).getKey(ALIAS, password.toCharArray()).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IOException("the key cannot be read: " + e.getMessage(), e);
    }
  }

  private static byte[] certificate(Path store, String password) throws IOException {
    try {
      return open(store, password).getCertificate(ALIAS).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IOException("the certificate cannot be read: " + e.getMessage(), e);
    }
  }

  private static KeyStore open(Path store, String password)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(store)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, password.toCharArray());
      return keys;
    }
  }

  private static String randomToken() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String pem(String kind, byte[] content) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n";
  }

  /** Replaces the file as a whole; nobody else can read it at any time. */
  private static void write(Path file, String text, Path work) throws IOException {
    Path written = Files.createTempFile(work, "written", "", OWNER_ONLY);
    Files.writeString(written, text);
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
