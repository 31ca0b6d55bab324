package io.vedette.edge.escalate.budget;

/**
 * What may be sent up.
 *
 * @param bitsPerSecond on average
 * @param burstBits that may be saved up and sent at once
 */
public record UploadLimit(double bitsPerSecond, double burstBits) {

  public static final UploadLimit NOTHING = new UploadLimit(0, 0);

  /** A rate and the seconds of it that may be saved up; a rate below 0 is none. */
  public static UploadLimit of(double bitsPerSecond, double burstSeconds) {
    double rate = Math.max(0, bitsPerSecond);
    return new UploadLimit(rate, rate * Math.max(0, burstSeconds));
  }

  public UploadLimit plus(UploadLimit other) {
    return new UploadLimit(bitsPerSecond + other.bitsPerSecond, burstBits + other.burstBits);
  }

  /** A full bucket. */
  public TokenBucket bucket() {
    return new TokenBucket(bitsPerSecond, burstBits);
  }
}
