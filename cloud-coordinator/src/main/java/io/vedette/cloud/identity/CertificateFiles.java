package io.vedette.cloud.identity;

import io.vedette.wire.PrivateFiles;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;

/** Certificates and keys in PEM files. */
final class CertificateFiles {

  private static final long MAX_BYTES = 64 << 10;

  private CertificateFiles() {}

  /**
   * The first certificate in a file.
   *
   * @throws IOException in one line for people
   */
  static X509Certificate certificate(Path file) throws IOException {
    try (PEMParser parser = new PEMParser(new StringReader(text(file)))) {
      if (parser.readObject() instanceof X509CertificateHolder holder) {
        return new JcaX509CertificateConverter().getCertificate(holder);
      }
    } catch (CertificateException e) {
      throw new IOException(file + ": no usable certificate: " + e.getMessage(), e);
    }
    throw new IOException(file + ": no certificate in PEM form");
  }

  /**
   * The private key in a file.
   *
   * @throws IOException in one line for people
   */
  static PrivateKey key(Path file) throws IOException {
    try (PEMParser parser = new PEMParser(new StringReader(text(file)))) {
      JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
      for (Object found = parser.readObject(); found != null; found = parser.readObject()) {
        if (found instanceof PrivateKeyInfo info) {
          return converter.getPrivateKey(info);
        }
        if (found instanceof PEMKeyPair pair) {
          return converter.getPrivateKey(pair.getPrivateKeyInfo());
        }
      }
    }
    throw new IOException(file + ": no private key in PEM form, without a password");
  }

  private static String text(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(file + ": too large for a key or a certificate");
    }
    return Files.readString(file);
  }

  /** Writes a certificate, or a key as PKCS#8, readable by its owner only. */
  static void write(Path file, Object pem) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(pem instanceof PrivateKey key ? new JcaPKCS8Generator(key, null) : pem);
    }
    PrivateFiles.write(file, text.toString().getBytes(StandardCharsets.US_ASCII));
  }
}
