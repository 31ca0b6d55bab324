package io.vedette.edge.escalate;

/**
 * When to ask the cloud. Zero means the default, so that a key may be left out.
 *
 * @param budgetBitsPerSecond what may be sent up, averaged; default 1,000,000; -1: nothing
 * @param burstSeconds how much of it may be saved up and spent at once; default 30 s
 * @param auditShare share of all frames sent whatever their hardness, 0 to 1; default 0.03; -1:
 *     none
 * @param minHardness easier frames are never sent, 0 to 1; default 0.3
 * @param minGapSeconds least time between two hard frames of one camera; default 1 s
 * @param jpegQuality 1 to 100; default 90
 * @param seed of the draw of audits; the agent mixes its id in
 */
public record EscalationConfig(
    double budgetBitsPerSecond,
    double burstSeconds,
    double auditShare,
    double minHardness,
    double minGapSeconds,
    int jpegQuality,
    long seed) {

  public EscalationConfig {
    budgetBitsPerSecond = orDefault(budgetBitsPerSecond, 1_000_000);
    burstSeconds = orDefault(burstSeconds, 30);
    auditShare = orDefault(auditShare, 0.03);
    minHardness = orDefault(minHardness, 0.3);
    minGapSeconds = orDefault(minGapSeconds, 1);
    jpegQuality = jpegQuality == 0 ? 90 : jpegQuality;
    if (auditShare > 1 || minHardness > 1 || jpegQuality < 1 || jpegQuality > 100) {
      throw new IllegalArgumentException(
          "escalation: auditShare and minHardness are 0 to 1, jpegQuality is 1 to 100");
    }
  }

  public static EscalationConfig defaults() {
    return new EscalationConfig(0, 0, 0, 0, 0, 0, 0);
  }

  private static double orDefault(double value, double otherwise) {
    return value == 0 ? otherwise : value;
  }
}
