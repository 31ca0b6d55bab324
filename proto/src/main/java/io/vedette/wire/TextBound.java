package io.vedette.wire;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.vedette.proto.v1.BoundsProto;
import java.nio.charset.StandardCharsets;

/**
 * Cuts texts for people to the bound of their field, so that the receiver does not refuse the whole
 * message. A text that was cut ends in "…". Ids, digests and names are never cut.
 */
public final class TextBound {

  private static final String ELLIPSIS = "…";

  private final int maxBytes;

  private TextBound(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * @param number of the field
   * @throws IllegalArgumentException when the field has no bound
   */
  public static TextBound of(Descriptor message, int number) {
    FieldDescriptor field = message.findFieldByNumber(number);
    int bound = field.getOptions().getExtension(BoundsProto.maxLen);
    if (bound < ELLIPSIS.getBytes(StandardCharsets.UTF_8).length) {
      throw new IllegalArgumentException(field.getFullName() + " has no bound for texts");
    }
    return new TextBound(bound);
  }

  /** The text, or its beginning. */
  public String fit(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= maxBytes) {
      return text;
    }
    int end = maxBytes - ELLIPSIS.getBytes(StandardCharsets.UTF_8).length;
    // A byte 10xxxxxx continues a character.
    while ((bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8) + ELLIPSIS;
  }
}
