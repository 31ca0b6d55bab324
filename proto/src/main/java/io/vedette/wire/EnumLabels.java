package io.vedette.wire;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.ProtocolMessageEnum;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The labels of an enum of the wire, as people and JSON see them: {@code CAMERA_STATE_STREAMING} is
 * "streaming", {@code COMMAND_PHASE_SELF_TEST} is "self-test", a value that is unspecified or of a
 * newer release is "". Immutable.
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
      if (!value.name().equals("UNRECOGNIZED")) {
        String label = label(value.getValueDescriptor());
        values.put(label, value);
        labels.put(value, label);
        zero = value.getNumber() == 0 ? value : zero;
      }
    }
    if (zero == null) {
      throw new IllegalArgumentException(type + " has no value 0");
    }
    this.unspecified = zero;
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
  public static String label(EnumValueDescriptor value) {
    return value.getNumber() == 0 || value.getIndex() < 0 ? "" : EnumWords.of(value);
  }
}
