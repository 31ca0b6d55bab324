package io.vedette.cloud.rpc;

import java.util.Locale;

/** Values of the wire's enums by the names of ours: AWAY is DEVICE_STATE_AWAY. */
final class EnumNames {

  private EnumNames() {}

  /**
   * The value of the wire of the same name, behind the enum's prefix.
   *
   * @throws IllegalArgumentException when the wire has none
   */
  static <W extends Enum<W>> W of(Class<W> wire, Enum<?> ours) {
    return Enum.valueOf(wire, prefix(wire) + ours.name());
  }

  /** DeviceState: DEVICE_STATE_. */
  private static String prefix(Class<?> wire) {
    return wire.getSimpleName().replaceAll("(?<=.)([A-Z])", "_$1").toUpperCase(Locale.ROOT) + "_";
  }
}
