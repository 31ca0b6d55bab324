package io.vedette.cloud.rpc;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

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

  /**
   * Our values of the same names; what the wire does not specify, or we do not know, is left out.
   */
  static <T extends Enum<T>> Set<T> set(Class<T> ours, List<? extends Enum<?>> wire) {
    Set<T> values = EnumSet.noneOf(ours);
    for (Enum<?> value : wire) {
      for (T own : ours.getEnumConstants()) {
        if (value.name().equals(prefix(value.getDeclaringClass()) + own.name())) {
          values.add(own);
        }
      }
    }
    return values;
  }

  /** DeviceState: DEVICE_STATE_. */
  private static String prefix(Class<?> wire) {
    return wire.getSimpleName().replaceAll("(?<=.)([A-Z])", "_$1").toUpperCase(Locale.ROOT) + "_";
  }
}
