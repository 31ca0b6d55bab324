package io.vedette.edge.pipeline;

/**
 * A camera's motion at one moment.
 *
 * @param moving whether the camera moves, or moved shortly before
 * @param problem why masks and zones cannot be placed in the picture, in one line; empty: they can,
 *     or there are none
 * @param withheld frames that were neither escalated nor recorded nor learnt from, because masks
 *     could not be placed
 * @param closed whether the newest frame is one of them
 */
public record MotionStatus(boolean moving, String problem, long withheld, boolean closed) {

  public static final MotionStatus NONE = new MotionStatus(false, "", 0, false);
}
