package io.vedette.edge.link;

/**
 * The breaker before the cloud at one moment.
 *
 * @param position "closed", "half open", "open"
 * @param opened how often it has opened since the process started
 * @param unanswered frames without a verdict in time, since the process started
 */
public record BreakerStatus(String position, long opened, long unanswered) {

  /** Of an agent that asks nobody. */
  public static final BreakerStatus NONE = new BreakerStatus("closed", 0, 0);

  /** Nothing is sent now. */
  public boolean isOpen() {
    return position.equals("open");
  }
}
