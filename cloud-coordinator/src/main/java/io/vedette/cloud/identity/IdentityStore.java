package io.vedette.cloud.identity;

import java.util.List;

/**
 * Remembers certificates and enrollment tokens. What is stored is durable when a method returns.
 */
public interface IdentityStore {

  /** In no order. */
  List<IssuedCertificate> certificates();

  /** Stores one in place of an earlier one of its serial. */
  void put(IssuedCertificate certificate);

  void removeCertificate(String serial);

  /** In no order. */
  List<EnrollmentToken> tokens();

  /** Stores one in place of an earlier one of its id. */
  void put(EnrollmentToken token);

  void removeToken(String id);
}
