package io.vedette.wire;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.ProtocolMessageEnum;
import java.util.Locale;

/**
 * Values of the wire's enums as people and scripts read them: without the enum's prefix, in lower
 * case, with hyphens. ROLLOUT_STATE_ROLLING_BACK is "rolling-back".
 */
public final class EnumWords {

  private EnumWords() {}

  public static String of(ProtocolMessageEnum value) {
    return value.getClass().isEnum() && ((Enum<?>) value).name().equals("UNRECOGNIZED")
        ? "unknown"
        : of(value.getValueDescriptor());
  }

  public static String of(EnumValueDescriptor value) {
    String name = value.getName();
    String prefix =
        value.getType().getName().replaceAll("(?<=.)([A-Z])", "_$1").toUpperCase(Locale.ROOT) + "_";
    String own = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    return own.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
