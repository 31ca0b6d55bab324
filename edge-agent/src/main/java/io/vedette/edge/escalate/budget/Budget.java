package io.vedette.edge.escalate.budget;

import java.util.List;

/** Limits of bits, frames and money. Each is a {@link TokenBucket}, and holds over any time. */
public final class Budget {

  private static final double SECONDS_PER_MONTH = 30 * 86_400.0;
  private static final double SECONDS_PER_DAY = 86_400;

  private final List<Limit> limits;

  private enum Unit {
    BITS,
    FRAMES,
    MONEY
  }

  /** A bucket and the price of a frame in its unit. */
  private record Limit(Unit unit, TokenBucket bucket, double perFrame, double perByte) {
    Limit continuing(TokenBucket before) {
      return new Limit(unit, before.resized(bucket.perSecond(), bucket.size()), perFrame, perByte);
    }

    double price(double bytes) {
      return perFrame + perByte * bytes;
    }
  }

  /**
   * @param bitsPerSecond that may be sent on average
   * @param burstSeconds of bits and frames that may be saved up
   * @param framesPerMinute that may be sent on average; 0: any number
   * @param money in any currency; null: no limit
   */
  public static Budget of(
      double bitsPerSecond,
      double burstSeconds,
      double framesPerMinute,
      @org.jspecify.annotations.Nullable Money money) {
    java.util.ArrayList<Limit> limits = new java.util.ArrayList<>();
    limits.add(
        new Limit(Unit.BITS, new TokenBucket(bitsPerSecond, bitsPerSecond * burstSeconds), 0, 8));
    if (framesPerMinute > 0) {
      double perSecond = framesPerMinute / 60;
      limits.add(
          new Limit(
              Unit.FRAMES,
              new TokenBucket(perSecond, Math.max(1, perSecond * burstSeconds)),
              1,
              0));
    }
    if (money != null && money.perMonth() > 0) {
      double perSecond = money.perMonth() / SECONDS_PER_MONTH;
      limits.add(
          new Limit(
              Unit.MONEY,
              new TokenBucket(perSecond, perSecond * SECONDS_PER_DAY),
              money.perFrame(),
              money.perGigabyte() / 1e9));
    }
    return new Budget(limits);
  }

  /**
   * A limit of costs; a day's part may be saved up.
   *
   * @param perMonth limit for 30 days
   * @param perGigabyte price of what is sent
   * @param perFrame price of a verdict
   */
  public record Money(double perMonth, double perGigabyte, double perFrame) {}

  private Budget(List<Limit> limits) {
    this.limits = List.copyOf(limits);
  }

  /**
   * This budget with what another one has left, so that a change of limits gives no second burst.
   */
  public Budget continuing(Budget before) {
    return new Budget(
        limits.stream()
            .map(
                limit ->
                    before.limits.stream()
                        .filter(old -> old.unit() == limit.unit())
                        .findFirst()
                        .map(old -> limit.continuing(old.bucket()))
                        .orElse(limit))
            .toList());
  }

  /** Lets time pass. */
  public void advance(long millis) {
    limits.forEach(limit -> limit.bucket().advance(millis));
  }

  /** Whether every limit has room for some frames of a size. */
  public boolean holds(int frames, double bytes) {
    return limits.stream().allMatch(l -> l.bucket().holds(frames * l.price(bytes)));
  }

  /** Takes the price of a frame; every limit must have room for it. */
  public void take(double bytes) {
    limits.forEach(limit -> limit.bucket().take(limit.price(bytes)));
  }

  /** Puts back the price of a frame that was not sent. */
  public void putBack(double bytes) {
    limits.forEach(limit -> limit.bucket().putBack(limit.price(bytes)));
  }

  /**
   * Replaces the reservation for a frame by its real size.
   *
   * @return false when there is no room for the difference: the reservation stays, and the frame
   *     must not be sent like this
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

  /** Frames of a size that there is room for per second, on average. */
  public double framesPerSecond(double bytes) {
    return limits.stream()
        .mapToDouble(l -> l.price(bytes) <= 0 ? 1e9 : l.bucket().perSecond() / l.price(bytes))
        .min()
        .orElse(0);
  }

  /** Level of the emptiest bucket, 0 to 1. */
  public double fill() {
    return limits.stream().mapToDouble(l -> l.bucket().fill()).min().orElse(0);
  }
}
