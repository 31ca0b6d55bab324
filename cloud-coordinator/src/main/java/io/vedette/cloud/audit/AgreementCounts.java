package io.vedette.cloud.audit;

/**
 * How often student and teacher agreed.
 *
 * @param found objects that both saw
 * @param invented objects that only the student saw
 * @param missed objects that only the teacher saw
 * @param frames audited
 */
public record AgreementCounts(long found, long invented, long missed, int frames) {

  public static final AgreementCounts NONE = new AgreementCounts(0, 0, 0, 0);

  public AgreementCounts plus(AgreementCounts other) {
    return new AgreementCounts(
        found + other.found,
        invented + other.invented,
        missed + other.missed,
        frames + other.frames);
  }

  /** Share of the student's objects that the teacher saw too, 0 to 1; -1 when it saw none. */
  public double precision() {
    return found + invented == 0 ? -1 : (double) found / (found + invented);
  }

  /** Share of the teacher's objects that the student saw too, 0 to 1; -1 when it saw none. */
  public double recall() {
    return found + missed == 0 ? -1 : (double) found / (found + missed);
  }
}
