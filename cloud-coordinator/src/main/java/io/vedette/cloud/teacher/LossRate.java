package io.vedette.cloud.teacher;

/**
 * How often batches are lost of late, and whether a frame's losses are more than that explains.
 *
 * <p>Of the batches without the frame a share {@code q = (lost + 2) / (lost + answered + 2)} is
 * taken to be lost; the 2 lets nothing be concluded before others were answered. A frame that does
 * no harm is lost {@code n} times with probability {@code q^n}; below 1 in 1,000 it is not believed
 * to do none. With teachers that answer everything else that is so after 3 losses, with teachers of
 * which every second batch is lost after 10.
 */
final class LossRate {

  private static final double BELIEVED = 0.001;

  /** Beyond so many batches older ones count half. */
  private static final int REMEMBERED = 400;

  private double answered;
  private double lost;

  void answered() {
    answered++;
    fade();
  }

  void lost() {
    lost++;
    fade();
  }

  private void fade() {
    if (answered + lost > REMEMBERED) {
      answered /= 2;
      lost /= 2;
    }
  }

  /**
   * @param losses how often the frame was lost alone
   * @param withIt lost batches that the frame was in
   */
  boolean isUnlikely(int losses, int withIt) {
    double others = Math.max(0, lost - withIt);
    double share = (others + 2) / (others + answered + 2);
    return Math.pow(share, losses) < BELIEVED;
  }
}
