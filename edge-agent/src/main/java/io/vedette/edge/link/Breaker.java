package io.vedette.edge.link;

/**
 * Whether the cloud is worth asking (M. Nygard, "Release It!", 2007): closed, frames are sent;
 * open, none are; half open, one is, and what becomes of it decides. Pure: time and chance come
 * with the events.
 *
 * @param position now
 * @param failures in a row; while not closed, how often in a row it has opened
 * @param untilMillis when an open breaker becomes half open
 * @param opened how often it has opened since the process started
 */
record Breaker(Position position, int failures, long untilMillis, long opened) {

  static final Breaker CLOSED = new Breaker(Position.CLOSED, 0, 0, 0);

  /** Where the switch stands. */
  enum Position {
    CLOSED,
    HALF_OPEN,
    OPEN
  }

  /** What happens to a breaker. */
  sealed interface Event {

    /** Milliseconds, on a clock that only goes forward. */
    long millis();

    /** Time passes. */
    record Tick(long millis) implements Event {}

    /** A frame was answered in time. */
    record Answered(long millis) implements Event {}

    /**
     * A frame was not answered in time.
     *
     * @param draw random, 0 to 1: so that a fleet does not come back at one moment
     */
    record Unanswered(long millis, double draw) implements Event {}

    /** The stream broke; what was under way is asked again on the next one, one frame first. */
    record Lost(long millis) implements Event {}
  }

  /** What follows. */
  Breaker step(Event event, BreakerConfig config) {
    if (event instanceof Event.Answered) {
      return new Breaker(Position.CLOSED, 0, 0, opened);
    }
    if (event instanceof Event.Unanswered unanswered) {
      return unanswered(unanswered, config);
    }
    if (event instanceof Event.Lost lost) {
      return position == Position.CLOSED
          ? new Breaker(Position.OPEN, 0, lost.millis(), opened + 1)
          : new Breaker(Position.OPEN, failures, Math.max(untilMillis, lost.millis()), opened);
    }
    boolean rested = position == Position.OPEN && event.millis() >= untilMillis;
    return rested ? new Breaker(Position.HALF_OPEN, failures, 0, opened) : this;
  }

  private Breaker unanswered(Event.Unanswered event, BreakerConfig config) {
    return switch (position) {
      case CLOSED ->
          failures + 1 < config.failures()
              ? new Breaker(Position.CLOSED, failures + 1, 0, opened)
              : opened(event, 1, config);
      case HALF_OPEN -> opened(event, failures + 1, config);
      // More of what was under way when it opened.
      case OPEN -> this;
    };
  }

  private Breaker opened(Event.Unanswered event, int times, BreakerConfig config) {
    double pause =
        Math.min(
            config.firstPause().toMillis() * Math.pow(2, Math.min(times - 1, 30)),
            config.longestPause().toMillis());
    long jittered = Math.round(pause * (0.5 + event.draw() / 2));
    return new Breaker(Position.OPEN, times, event.millis() + jittered, opened + 1);
  }

  /** How many frames may be under way. */
  int room() {
    return switch (position) {
      case CLOSED -> Integer.MAX_VALUE;
      case HALF_OPEN -> 1;
      case OPEN -> 0;
    };
  }
}
