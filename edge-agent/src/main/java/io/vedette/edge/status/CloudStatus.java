package io.vedette.edge.status;

/**
 * The connection to the coordinator at one moment.
 *
 * @param state "connected", "alone", or why there is no connection
 * @param breaker whether frames are sent
 * @param complaint why the coordinator's versions are not trusted; "" when they are
 */
public record CloudStatus(String state, BreakerStatus breaker, String complaint) {

  /** Of an agent without a coordinator. */
  public static final CloudStatus ALONE = new CloudStatus("alone", BreakerStatus.NONE, "");

  public boolean isConnected() {
    return state.equals("connected");
  }
}
