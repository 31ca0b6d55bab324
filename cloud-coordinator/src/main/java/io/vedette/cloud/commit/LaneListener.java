package io.vedette.cloud.commit;

/** Told when the disk begins to fail and when it works again, on the lane's thread. */
public interface LaneListener {

  LaneListener NONE = new LaneListener() {};

  /** The first cycle failed. One line for people. */
  default void failing(String why) {}

  /** A cycle succeeded after others had failed. */
  default void working() {}
}
