package io.vedette.edge.escalate.budget;

/**
 * A token bucket: it fills at a rate up to its size, and no more than its level can be taken. So
 * over any time at most {@code rate · time + size} is taken.
 */
public final class TokenBucket {

  private final double perMilli;
  private final double size;
  private double level;
  private long lastMillis = Long.MIN_VALUE;

  /**
   * A full bucket.
   *
   * @param perSecond rate
   * @param size the highest level
   */
  public TokenBucket(double perSecond, double size) {
    this.perMilli = perSecond / 1000;
    this.size = size;
    this.level = size;
  }

  /** A bucket of another rate and size, with what is in this one. */
  public TokenBucket resized(double perSecond, double newSize) {
    TokenBucket next = new TokenBucket(perSecond, newSize);
    next.level = Math.min(newSize, level);
    next.lastMillis = lastMillis;
    return next;
  }

  /** Lets time pass; a clock that goes back adds nothing. */
  public void advance(long millis) {
    if (lastMillis != Long.MIN_VALUE && millis > lastMillis) {
      level = Math.min(size, level + (millis - lastMillis) * perMilli);
    }
    lastMillis = Math.max(lastMillis, millis);
  }

  public boolean holds(double amount) {
    return level >= amount;
  }

  /**
   * Takes an amount out.
   *
   * @throws IllegalStateException when the level is lower
   */
  public void take(double amount) {
    if (!holds(amount)) {
      throw new IllegalStateException("a bucket of " + level + " cannot give " + amount);
    }
    level -= amount;
  }

  /** Puts back what was taken and not used. */
  public void putBack(double amount) {
    level = Math.min(size, level + amount);
  }

  public double perSecond() {
    return perMilli * 1000;
  }

  /** The highest level. */
  double size() {
    return size;
  }

  /** The current level. */
  public double level() {
    return level;
  }

  /** The level as a share of the size, 0 to 1. */
  public double fill() {
    return size <= 0 ? 0 : level / size;
  }
}
