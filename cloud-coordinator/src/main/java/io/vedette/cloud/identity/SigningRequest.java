package io.vedette.cloud.identity;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/**
 * A PKCS#10 request: of what it says only the key counts, and that the sender has its other half.
 */
final class SigningRequest {

  static final int MAX_BYTES = 8_192;

  private SigningRequest() {}

  /**
   * The key to be certified.
   *
   * @throws RefusedIdentityException in one line: it is no request, or its key is too weak
   */
  static PublicKey key(byte[] der) throws RefusedIdentityException {
    if (der.length == 0 || der.length > MAX_BYTES) {
      throw new RefusedIdentityException(
          "a signing request has 1 to " + MAX_BYTES + " bytes; this one has " + der.length);
    }
    PublicKey key;
    try {
      JcaPKCS10CertificationRequest request = new JcaPKCS10CertificationRequest(der);
      key = request.getPublicKey();
      if (!isStrong(key)) {
        throw new RefusedIdentityException(
            "the key must be on P-256 or P-384, or RSA of 2048 to 4096 bits");
      }
      if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
        throw new RefusedIdentityException("the signing request was not signed by its key");
      }
    } catch (IOException
        | GeneralSecurityException
        | OperatorCreationException
        | PKCSException
        | RuntimeException e) {
      throw new RefusedIdentityException("no signing request can be read");
    }
    return key;
  }

  private static boolean isStrong(PublicKey key) {
    if (key instanceof ECPublicKey curve) {
      int bits = curve.getParams().getOrder().bitLength();
      return bits == 256 || bits == 384;
    }
    return key instanceof RSAPublicKey rsa
        && rsa.getModulus().bitLength() >= 2_048
        && rsa.getModulus().bitLength() <= 4_096;
  }
}
