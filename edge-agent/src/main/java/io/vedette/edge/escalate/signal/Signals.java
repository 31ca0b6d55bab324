package io.vedette.edge.escalate.signal;

import java.util.EnumMap;
import java.util.Map;

/** The values of every {@link Signal} for one frame, rounded as a log keeps them. */
public final class Signals {

  private final byte[] values;

  private Signals(byte[] values) {
    this.values = values;
  }

  /** Reads every signal of a frame. */
  public static Signals of(FrameFeatures features) {
    Map<Signal, Float> values = new EnumMap<>(Signal.class);
    Signal.ALL.forEach(signal -> values.put(signal, signal.read(features)));
    return of(values);
  }

  /** These values; all others are 0. */
  public static Signals of(Map<Signal, Float> values) {
    byte[] bytes = new byte[Signal.ALL.size()];
    values.forEach(
        (signal, value) ->
            bytes[signal.ordinal()] =
                (byte) Math.round(Math.min(255, Math.max(0, value / signal.step()))));
    return new Signals(bytes);
  }

  /**
   * From a log; signals that were added after it was written are 0.
   *
   * @param bytes one unsigned byte per signal, in the order of {@link Signal#ALL}
   */
  public static Signals of(byte[] bytes) {
    return new Signals(java.util.Arrays.copyOf(bytes, Signal.ALL.size()));
  }

  public float get(Signal signal) {
    return (values[signal.ordinal()] & 255) * signal.step();
  }

  /** One unsigned byte per signal, in the order of {@link Signal#ALL}. */
  public byte[] bytes() {
    return values.clone();
  }

  /** The strongest signal: "uncertain", "missed" or "flicker". */
  public String reason() {
    float missing = Math.max(0.8f * get(Signal.MISSED), 0.4f * get(Signal.MOTION));
    float flicker = get(Signal.FLICKER);
    float uncertain = get(Signal.UNCERTAIN);
    if (0.6f * flicker > missing && flicker >= uncertain) {
      return "flicker";
    }
    return missing > 0.6f * uncertain ? "missed" : "uncertain";
  }
}
