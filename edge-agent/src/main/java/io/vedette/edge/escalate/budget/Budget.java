package io.vedette.edge.escalate.budget;

import java.util.List;

/**
 * What asking may cost, in bits, in frames and in money: every limit holds over any span of time,
 * {@link TokenBucket} says how.
 */
public final class Budget {

  private static final double SECONDS_PER_MONTH = 30 * 86_400.0;
  private static final double SECONDS_PER_DAY = 86_400;

  private final List<Limit> limits;

  /** A bucket and what a frame costs in its coin. */
  private record Limit(TokenBucket bucket, double perFrame, double perByte) {
    double price(double bytes) {
      return perFrame + perByte * bytes;
    }
  }

  /**
   * @param bitsPerSecond sent up on average
   * @param burstSeconds how much of bits and frames may be saved up
   * @param framesPerMinute asked about on average; 0: any number
   * @param money in whatever currency; null: what it costs does not matter
   */
  public static Budget of(
      double bitsPerSecond,
      double burstSeconds,
      double framesPerMinute,
      @org.jspecify.annotations.Nullable Money money) {
    java.util.ArrayList<Limit> limits = new java.util.ArrayList<>();
    limits.add(new Limit(new TokenBucket(bitsPerSecond, bitsPerSecond * burstSeconds), 0, 8));
    if (framesPerMinute > 0) {
      double perSecond = framesPerMinute / 60;
      limits.add(
          new Limit(new TokenBucket(perSecond, Math.max(1, perSecond * burstSeconds)), 1, 0));
    }
    if (money != null && money.perMonth() > 0) {
      double perSecond = money.perMonth() / SECONDS_PER_MONTH;
      limits.add(
          new Limit(
              new TokenBucket(perSecond, perSecond * SECONDS_PER_DAY),
              money.perFrame(),
              money.perGigabyte() / 1e9));
    }
    return new Budget(limits);
  }

  /**
   * What a month may cost; a day's part of it may be saved up.
   *
   * @param perMonth at most, in 30 days
   * @param perGigabyte price of sending
   * @param perFrame price of an answer
   */
  public record Money(double perMonth, double perGigabyte, double perFrame) {}

  private Budget(List<Limit> limits) {
    this.limits = List.copyOf(limits);
  }

  /** Lets time pass. */
  public void advance(long millis) {
    limits.forEach(limit -> limit.bucket().advance(millis));
  }

  /** Whether every limit has room for so many frames of a size. */
  public boolean holds(int frames, double bytes) {
    return limits.stream().allMatch(l -> l.bucket().holds(frames * l.price(bytes)));
  }

  /** Spends a frame of a size that is there. */
  public void take(double bytes) {
    limits.forEach(limit -> limit.bucket().take(limit.price(bytes)));
  }

  /** Takes back a frame that was not sent. */
  public void putBack(double bytes) {
    limits.forEach(limit -> limit.bucket().putBack(limit.price(bytes)));
  }

  /**
   * A frame that was reserved for turned out otherwise: pays the difference, if it is there.
   *
   * @return false when it is not: then the reservation stands and the frame must not be sent so
   */
  public boolean settle(double reservedBytes, double bytes) {
    boolean room =
        limits.stream().allMatch(l -> l.bucket().holds(l.price(bytes) - l.price(reservedBytes)));
    if (room) {
      putBack(reservedBytes);
      limits.forEach(l -> l.bucket().take(Math.min(l.bucket().level(), l.price(bytes))));
    }
    return room;
  }

  /** Frames of a size that can be afforded each second on average. */
  public double framesPerSecond(double bytes) {
    return limits.stream()
        .mapToDouble(l -> l.price(bytes) <= 0 ? 1e9 : l.bucket().perSecond() / l.price(bytes))
        .min()
        .orElse(0);
  }

  /** How full the emptiest bucket is, 0 to 1. */
  public double fill() {
    return limits.stream().mapToDouble(l -> l.bucket().fill()).min().orElse(0);
  }
}
