package io.vedette.cloud.commit;

import java.util.List;

/** Told what a lane does, on its thread. */
public interface LaneListener {

  LaneListener NONE = new LaneListener() {};

  /** The first cycle failed. One line for people. */
  default void failing(String why) {}

  /** A cycle succeeded after others had failed. */
  default void working() {}

  /** A cycle ended, whether it succeeded or failed. */
  default void ended(LaneCycle cycle) {}

  /** Tells several, in their order. */
  static LaneListener all(LaneListener... listeners) {
    List<LaneListener> each = List.of(listeners);
    return new LaneListener() {
      @Override
      public void failing(String why) {
        each.forEach(listener -> listener.failing(why));
      }

      @Override
      public void working() {
        each.forEach(LaneListener::working);
      }

      @Override
      public void ended(LaneCycle cycle) {
        each.forEach(listener -> listener.ended(cycle));
      }
    };
  }
}
