package io.vedette.edge.status;

/**
 * The circuit breaker of the escalation stream at one moment.
 *
 * @param position "closed", "half open", "open"
 * @param opened times that it has opened since the process started
 * @param unanswered frames without a verdict in time, since the process started
 */
public record BreakerStatus(String position, long opened, long unanswered) {

  /** Of an agent without a coordinator. */
  public static final BreakerStatus NONE = new BreakerStatus("closed", 0, 0);

  /** No frame is sent now. */
  public boolean isOpen() {
    return position.equals("open");
  }
}
