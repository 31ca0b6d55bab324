package io.vedette.cloud.store;

import io.vedette.cloud.identity.EnrollmentToken;
import io.vedette.cloud.identity.IdentityStore;
import io.vedette.cloud.identity.IssuedCertificate;
import java.util.List;

/** Certificates and enrollment tokens on an Ignite node. */
public final class IgniteIdentityStore implements IdentityStore {

  private final IgniteRecords<IssuedCertificate> certificates;
  private final IgniteRecords<EnrollmentToken> tokens;

  public IgniteIdentityStore(IgniteNode node) {
    this.certificates =
        new IgniteRecords<>(
            node.table("certificates"), IssuedCertificate.class, IssuedCertificate::serial);
    this.tokens =
        new IgniteRecords<>(
            node.table("enrollment-tokens"), EnrollmentToken.class, EnrollmentToken::id);
  }

  @Override
  public List<IssuedCertificate> certificates() {
    return certificates.all();
  }

  @Override
  public void put(IssuedCertificate certificate) {
    certificates.put(certificate);
  }

  @Override
  public void removeCertificate(String serial) {
    certificates.remove(serial);
  }

  @Override
  public List<EnrollmentToken> tokens() {
    return tokens.all();
  }

  @Override
  public void put(EnrollmentToken token) {
    tokens.put(token);
  }

  @Override
  public void removeToken(String id) {
    tokens.remove(id);
  }
}
