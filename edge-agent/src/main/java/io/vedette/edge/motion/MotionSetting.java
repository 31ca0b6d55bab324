package io.vedette.edge.motion;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Whether and how a camera's own motion is found: {@code auto}, {@code off} or a method's name. */
public record MotionSetting(@JsonValue String value) {

  /** By the default method. */
  public static final MotionSetting AUTO = new MotionSetting("auto");

  /** The camera is taken to stand still: the default. */
  public static final MotionSetting OFF = new MotionSetting("off");

  /**
   * @throws IllegalArgumentException in one line, when there is no such method
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public MotionSetting {
    if (!value.equals("auto") && !value.equals("off") && !MotionMethods.has(value)) {
      throw new IllegalArgumentException(
          "motion: '" + value + "' is none of auto, off, " + MotionMethods.names());
    }
  }

  /** YAML reads {@code off} and {@code on} as false and true. */
  @JsonCreator
  static MotionSetting of(boolean on) {
    return on ? AUTO : OFF;
  }

  public boolean isOn() {
    return !value.equals("off");
  }

  /** The method's name. */
  public String method() {
    return value.equals("auto") ? MotionMethods.DEFAULT : value;
  }
}
