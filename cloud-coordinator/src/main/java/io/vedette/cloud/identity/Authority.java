package io.vedette.cloud.identity;

import io.vedette.wire.Digests;
import io.vedette.wire.PrivateFiles;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Issues certificates: of devices and workers, and the coordinator's own. Its key never leaves the
 * data directory.
 */
public final class Authority {

  static final String CERTIFICATE = "authority.pem";
  static final String KEY = "authority-key.pem";

  private static final Duration LIFE = Duration.ofDays(3_650);

  /** Clocks of devices may be so far behind. */
  private static final Duration BACKDATED = Duration.ofHours(1);

  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final X509Certificate certificate;
  private final PrivateKey key;
  private final String sha256;

  private Authority(X509Certificate certificate, PrivateKey key) throws IOException {
    this.certificate = certificate;
    this.key = key;
    try {
      this.sha256 = Digests.sha256(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IOException("the authority's certificate cannot be encoded", e);
    }
  }

  /**
   * The authority in a folder, made on first use; or a company's.
   *
   * @throws IOException in one line for people: a file is missing, unreadable, or not a pair
   */
  public static Authority open(Path folder, IdentityConfig config, Instant now) throws IOException {
    Path given = config.authority();
    Path givenKey = config.authorityKey();
    if (given != null && givenKey != null) {
      return read(given, givenKey, now);
    }
    PrivateFiles.folder(folder);
    Path file = folder.resolve(CERTIFICATE);
    Path keyFile = folder.resolve(KEY);
    if (!Files.exists(file)) {
      // The certificate goes last: a pair is complete once it is there.
      KeyPair pair = newKey();
      CertificateFiles.write(keyFile, pair.getPrivate());
      CertificateFiles.write(file, self(pair, now));
    }
    return read(file, keyFile, now);
  }

  private static Authority read(Path file, Path keyFile, Instant now) throws IOException {
    X509Certificate certificate = CertificateFiles.certificate(file);
    PrivateKey key = CertificateFiles.key(keyFile);
    if (certificate.getBasicConstraints() < 0) {
      throw new IOException(file + ": the certificate is not one of an authority");
    }
    if (certificate.getNotAfter().toInstant().isBefore(now)) {
      throw new IOException(file + ": the authority expired on " + certificate.getNotAfter());
    }
    try {
      Signature signature = Signature.getInstance(algorithm(key));
      signature.initSign(key);
      signature.update(new byte[] {1});
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(new byte[] {1});
      if (!signature.verify(signed)) {
        throw new GeneralSecurityException("another key signed");
      }
    } catch (GeneralSecurityException e) {
      throw new IOException(keyFile + ": not the key of " + file + " (" + e.getMessage() + ")", e);
    }
    return new Authority(certificate, key);
  }

  static KeyPair newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no P-256", e);
    }
  }

  private static X509Certificate self(KeyPair pair, Instant now) throws IOException {
    byte[] number = new byte[4];
    RANDOM.nextBytes(number);
    X500Name name =
        new X500NameBuilder(BCStyle.INSTANCE)
            .addRDN(BCStyle.CN, "Vedette authority " + new BigInteger(1, number).toString(16))
            .build();
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            name,
            serial(),
            Date.from(now.minus(BACKDATED)),
            Date.from(now.plus(LIFE)),
            name,
            pair.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
    builder.addExtension(
        Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    return signed(builder, pair.getPrivate());
  }

  /** What clients trust. */
  public X509Certificate certificate() {
    return certificate;
  }

  /** SHA-256 of the certificate, by which enrollment tokens name it. */
  public String sha256() {
    return sha256;
  }

  /**
   * A certificate for a device or worker.
   *
   * @param until its end; earlier where the authority itself ends earlier
   */
  X509Certificate issue(PublicKey of, String name, Role role, Instant now, Instant until)
      throws IOException {
    JcaX509v3CertificateBuilder builder =
        builder(
            new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.OU, role.label())
                .addRDN(BCStyle.CN, name)
                .build(),
            of,
            now,
            until);
    builder.addExtension(
        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
    return signed(builder, key);
  }

  /** The coordinator's own certificate. */
  X509Certificate issueServer(PublicKey of, List<String> hosts, Instant now, Instant until)
      throws IOException {
    JcaX509v3CertificateBuilder builder =
        builder(
            new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, "Vedette coordinator").build(),
            of,
            now,
            until);
    builder.addExtension(
        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    List<ASN1Encodable> names = new ArrayList<>();
    for (String host : hosts) {
      names.add(
          new GeneralName(
              ADDRESS.matcher(host).matches() ? GeneralName.iPAddress : GeneralName.dNSName, host));
    }
    builder.addExtension(
        Extension.subjectAlternativeName,
        false,
        GeneralNames.getInstance(
            new org.bouncycastle.asn1.DERSequence(names.toArray(ASN1Encodable[]::new))));
    return signed(builder, key);
  }

  private JcaX509v3CertificateBuilder builder(
      X500Name subject, PublicKey of, Instant now, Instant until) throws IOException {
    try {
      Date end = Date.from(until);
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              new JcaX509CertificateHolder(certificate).getSubject(),
              serial(),
              Date.from(now.minus(BACKDATED)),
              end.after(certificate.getNotAfter()) ? certificate.getNotAfter() : end,
              subject,
              of);
      JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          extensions.createAuthorityKeyIdentifier(certificate));
      return builder;
    } catch (GeneralSecurityException | CertIOException e) {
      throw new IOException("no certificate can be made: " + e.getMessage(), e);
    }
  }

  private static X509Certificate signed(JcaX509v3CertificateBuilder builder, PrivateKey key)
      throws IOException {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm(key)).build(key)));
    } catch (OperatorCreationException | GeneralSecurityException e) {
      throw new IOException("no certificate can be signed: " + e.getMessage(), e);
    }
  }

  private static String algorithm(PrivateKey key) throws IOException {
    return switch (key.getAlgorithm()) {
      case "EC", "ECDSA" -> "SHA256withECDSA";
      case "RSA" -> "SHA256withRSA";
      case "Ed25519", "EdDSA" -> "Ed25519";
      default -> throw new IOException("keys of " + key.getAlgorithm() + " cannot be used");
    };
  }

  /** Positive, 127 random bits. */
  private static BigInteger serial() {
    return new BigInteger(127, RANDOM).setBit(126);
  }
}
