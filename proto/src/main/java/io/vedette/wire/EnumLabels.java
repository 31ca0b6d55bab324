package io.vedette.wire;

import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.ProtocolMessageEnum;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The labels of an enum of the wire, as people, scripts and JSON see them: without the enum's
 * prefix, in lower case, with hyphens. {@code ROLLOUT_STATE_ROLLING_BACK} is "rolling-back". A
 * value that is unspecified, or of a newer release, is "", as a text that is not set. Immutable.
 *
 * @param <E> the enum
 */
public final class EnumLabels<E extends Enum<E> & ProtocolMessageEnum> {

  private final Map<String, E> values = new HashMap<>();
  private final Map<E, String> labels;
  private final E unspecified;

  private EnumLabels(Class<E> type) {
    E zero = null;
    labels = new EnumMap<>(type);
    for (E value : type.getEnumConstants()) {
      String label = labelOf(value);
      values.put(label, value);
      labels.put(value, label);
      zero = isKnown(value) && value.getNumber() == 0 ? value : zero;
    }
    if (zero == null) {
      throw new IllegalArgumentException(type + " has no value 0");
    }
    this.unspecified = zero;
    values.put("", zero);
  }

  public static <E extends Enum<E> & ProtocolMessageEnum> EnumLabels<E> of(Class<E> type) {
    return new EnumLabels<>(type);
  }

  /**
   * The value of a label, or of the name of a constant that has the same words; the unspecified
   * value when there is none.
   */
  public E value(String words) {
    String label = words.toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
    return values.getOrDefault(label, unspecified);
  }

  public String label(E value) {
    return labels.getOrDefault(value, "");
  }

  /** The label of any enum's value. */
  public static String labelOf(ProtocolMessageEnum value) {
    return isKnown(value) ? labelOf(value.getValueDescriptor()) : "";
  }

  /** The label of any enum's value. */
  public static String labelOf(EnumValueDescriptor value) {
    boolean newer = value.getIndex() < 0;
    if (newer || value.getNumber() == 0) {
      return "";
    }
    String type = value.getType().getName();
    String prefix = type.replaceAll("(?<=.)([A-Z])", "_$1").toUpperCase(Locale.ROOT) + "_";
    String name = value.getName();
    String own = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    return own.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The value that has a label; "" is the label of none. */
  public static Optional<EnumValueDescriptor> find(EnumDescriptor type, String label) {
    return type.getValues().stream()
        .filter(value -> value.getNumber() != 0 && labelOf(value).equals(label))
        .findFirst();
  }

  /** A value of a newer release has no descriptor. */
  private static boolean isKnown(ProtocolMessageEnum value) {
    return !(value instanceof Enum<?> constant && constant.name().equals("UNRECOGNIZED"));
  }
}
