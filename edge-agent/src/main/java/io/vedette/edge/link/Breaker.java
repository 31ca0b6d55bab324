package io.vedette.edge.link;

/**
 * The circuit breaker of the escalation stream (M. Nygard, "Release It!", 2007). Closed: frames are
 * sent. Open: none is sent. Half open: one is sent, and its answer decides. Pure: time and random
 * numbers come with the events.
 *
 * @param failures unanswered frames in a row; while not closed, how often in a row it has opened
 * @param untilMillis when an open breaker becomes half open
 * @param opened how often it has opened since the process started
 */
record Breaker(Position position, int failures, long untilMillis, long opened) {

  static final Breaker CLOSED = new Breaker(Position.CLOSED, 0, 0, 0);

  enum Position {
    CLOSED,
    HALF_OPEN,
    OPEN
  }

  /** Input of {@link #step}. */
  sealed interface Event {

    /** Milliseconds of a monotonic clock. */
    long millis();

    /** Time passes. */
    record Tick(long millis) implements Event {}

    /** A frame was answered in time. */
    record Answered(long millis) implements Event {}

    /**
     * A frame was not answered in time.
     *
     * @param random 0 to 1: it varies the pause, so that a fleet does not return at one moment
     */
    record Unanswered(long millis, double random) implements Event {}

    /** The stream broke. On the next one a single frame is sent first. */
    record Lost(long millis) implements Event {}
  }

  /** The breaker after an event. */
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
    boolean pauseIsOver = position == Position.OPEN && event.millis() >= untilMillis;
    return pauseIsOver ? new Breaker(Position.HALF_OPEN, failures, 0, opened) : this;
  }

  private Breaker unanswered(Event.Unanswered event, BreakerConfig config) {
    return switch (position) {
      case CLOSED ->
          failures + 1 < config.failures()
              ? new Breaker(Position.CLOSED, failures + 1, 0, opened)
              : open(event, 1, config);
      case HALF_OPEN -> open(event, failures + 1, config);
      // The frame was sent before it opened.
      case OPEN -> this;
    };
  }

  private Breaker open(Event.Unanswered event, int times, BreakerConfig config) {
    double pause =
        Math.min(
            config.firstPause().toMillis() * Math.pow(2, Math.min(times - 1, 30)),
            config.longestPause().toMillis());
    long jittered = Math.round(pause * (0.5 + event.random() / 2));
    return new Breaker(Position.OPEN, times, event.millis() + jittered, opened + 1);
  }

  /** How many frames may be in flight. */
  int maxInFlight() {
    return switch (position) {
      case CLOSED -> Integer.MAX_VALUE;
      case HALF_OPEN -> 1;
      case OPEN -> 0;
    };
  }
}
