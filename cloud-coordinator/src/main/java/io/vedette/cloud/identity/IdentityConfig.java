package io.vedette.cloud.identity;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Certificates of the coordinator and of those who dial it.
 *
 * @param hosts names and addresses by which the coordinator is dialled; they are in its certificate
 *     (localhost, 127.0.0.1, this machine's name and the listener's host)
 * @param certificateDays life of a certificate, 1 to 365 (30); it is renewed at two thirds
 * @param authority PEM file of a company's authority that issues the certificates; null: the
 *     coordinator makes its own
 * @param authorityKey PEM file of its private key
 */
public record IdentityConfig(
    List<String> hosts,
    int certificateDays,
    @Nullable Path authority,
    @Nullable Path authorityKey) {

  private static final int DAYS = 30;

  public IdentityConfig(
      @Nullable List<String> hosts,
      int certificateDays,
      @Nullable Path authority,
      @Nullable Path authorityKey) {
    this.hosts = hosts == null ? List.of() : List.copyOf(hosts);
    this.certificateDays = certificateDays == 0 ? DAYS : certificateDays;
    this.authority = authority;
    this.authorityKey = authorityKey;
    if (this.certificateDays < 1 || this.certificateDays > 365) {
      throw new IllegalArgumentException("certificateDays: must be 1 to 365");
    }
    if ((authority == null) != (authorityKey == null)) {
      throw new IllegalArgumentException("authority and authorityKey: set both or none");
    }
  }

  /** The same, with further names and addresses. */
  public IdentityConfig withHosts(List<String> further) {
    List<String> all = new ArrayList<>(hosts);
    all.addAll(further);
    return new IdentityConfig(all, certificateDays, authority, authorityKey);
  }

  public static IdentityConfig defaults() {
    return new IdentityConfig(null, 0, null, null);
  }
}
