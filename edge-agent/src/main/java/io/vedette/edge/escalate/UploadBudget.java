package io.vedette.edge.escalate;

/**
 * A token bucket of bits: fills at the budget's rate up to a burst, and is emptied by what is sent.
 * Time is an argument. Used under its owner's lock.
 */
public final class UploadBudget {

  private final double bitsPerMilli;
  private final double capacity;
  private double bits;
  private long lastMillis = Long.MIN_VALUE;

  public UploadBudget(double bitsPerSecond, double burstSeconds) {
    this.bitsPerMilli = bitsPerSecond / 1000;
    this.capacity = bitsPerSecond * burstSeconds;
    this.bits = capacity;
  }

  /** Lets time pass; a clock that goes back adds nothing. */
  public void advance(long millis) {
    if (lastMillis != Long.MIN_VALUE && millis > lastMillis) {
      bits = Math.min(capacity, bits + (millis - lastMillis) * bitsPerMilli);
    }
    lastMillis = Math.max(lastMillis, millis);
  }

  public boolean holds(long bytes) {
    return capacity > 0 && bits >= bytes * 8.0;
  }

  public void spend(long bytes) {
    bits -= bytes * 8.0;
  }

  /** How full the bucket is, 0 to 1. */
  public double fill() {
    return capacity <= 0 ? 0 : Math.max(0, bits / capacity);
  }
}
