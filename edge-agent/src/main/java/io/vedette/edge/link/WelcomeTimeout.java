package io.vedette.edge.link;

import java.time.Duration;

/**
 * How long a session waits for its welcome: twice as long after each that did not come, up to a
 * limit, as a busy coordinator may need longer.
 */
final class WelcomeTimeout {

  private final Duration first;
  private final Duration most;
  private Duration current;

  WelcomeTimeout(Duration first, Duration most) {
    this.first = first;
    this.most = most;
    this.current = first;
  }

  Duration current() {
    return current;
  }

  void onMissed() {
    Duration twice = current.multipliedBy(2);
    current = twice.compareTo(most) < 0 ? twice : most;
  }

  void onWelcome() {
    current = first;
  }
}
