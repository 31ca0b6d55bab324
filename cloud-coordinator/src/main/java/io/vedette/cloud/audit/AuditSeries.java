package io.vedette.cloud.audit;

/**
 * What audits are counted together: a series of accuracy. Another version or another teacher is
 * another series.
 *
 * @param version "student:7"; of a model that the registry does not know, the begin of its digest
 * @param teacher the begin of the digest of the teacher's model
 */
public record AuditSeries(String deployment, String version, String teacher) {

  /** Characters of a digest that tell models apart. */
  private static final int DIGEST = 12;

  static String brief(String sha256) {
    return sha256.length() <= DIGEST ? sha256 : sha256.substring(0, DIGEST);
  }

  /** Its name among those of its deployment: "student:7 by 1a2b3c4d5e6f". */
  public String name() {
    return version + " by " + teacher;
  }
}
