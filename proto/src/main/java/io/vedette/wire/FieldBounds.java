package io.vedette.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.DescriptorProtos.FieldOptions;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import io.vedette.proto.v1.BoundsProto;
import io.vedette.proto.v1.Range;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The bounds of one field, read from its options once, and their check on its encoded form. */
final class FieldBounds {

  private static final int LENGTH_DELIMITED = WireFormat.WIRETYPE_LENGTH_DELIMITED;

  /** Stands for a bound that is not declared. */
  static final long UNBOUNDED = Long.MAX_VALUE;

  private final String name;
  private final WireFormat.FieldType type;
  private final boolean repeated;
  private final boolean inspected;
  private final long maxLength;
  private final long maxItems;
  private final double min;
  private final double max;
  private final @Nullable TextRule text;
  private final @Nullable MessageBounds message;

  /**
   * @param message the bounds of the field's type; null: the field is no message
   */
  FieldBounds(FieldDescriptor field, @Nullable MessageBounds message) {
    FieldOptions options = field.getOptions();
    this.name = field.getName();
    this.type = field.getLiteType();
    this.repeated = field.isRepeated();
    this.message = message;
    this.text = TextRule.of(options.getExtension(BoundsProto.format));
    this.maxLength =
        text != null
            ? text.maxBytes()
            : options.hasExtension(BoundsProto.maxLen)
                ? options.getExtension(BoundsProto.maxLen)
                : UNBOUNDED;
    this.maxItems =
        !repeated
            ? 1
            : options.hasExtension(BoundsProto.maxItems)
                ? options.getExtension(BoundsProto.maxItems)
                : UNBOUNDED;
    Range range = options.getExtension(BoundsProto.range);
    this.min = range.hasMin() ? range.getMin() : Double.NEGATIVE_INFINITY;
    this.max = range.hasMax() ? range.getMax() : Double.POSITIVE_INFINITY;
    this.inspected =
        repeated || options.hasExtension(BoundsProto.range) || length() || message != null;
  }

  private boolean length() {
    return type == WireFormat.FieldType.STRING || type == WireFormat.FieldType.BYTES;
  }

  /** Whether the field can grow and nothing says how far. */
  boolean unbounded() {
    return maxItems == UNBOUNDED || length() && maxLength == UNBOUNDED;
  }

  /** Most bytes that the field adds to its message, with tags and lengths. */
  long maxBytes(int number) {
    if (unbounded()) {
      return UNBOUNDED;
    }
    long value =
        switch (type) {
          case STRING, BYTES -> delimited(maxLength);
          case MESSAGE -> delimited(java.util.Objects.requireNonNull(message).maxBytes());
          case DOUBLE, FIXED64, SFIXED64 -> 8;
          case FLOAT, FIXED32, SFIXED32 -> 4;
          case BOOL -> 1;
          default -> 10;
        };
    if (value == UNBOUNDED) {
      return UNBOUNDED;
    }
    return maxItems * (CodedOutputStream.computeTagSize(number) + value);
  }

  private static long delimited(long length) {
    return length == UNBOUNDED
        ? UNBOUNDED
        : length + CodedOutputStream.computeUInt64SizeNoTag(length);
  }

  /**
   * Reads the field's value and checks it.
   *
   * @param encoded the array that {@code in} reads
   * @param seen how often the field was there before
   * @return how many values were read
   */
  int check(CodedInputStream in, int tag, byte[] encoded, int seen)
      throws IOException, BoundExceededException {
    int wire = WireFormat.getTagWireType(tag);
    if (!inspected) {
      in.skipField(tag);
      return 1;
    }
    if (repeated && wire == LENGTH_DELIMITED && type.isPackable()) {
      return checkPacked(in, seen);
    }
    if (wire != type.getWireType()) {
      // A parser takes this for an unknown field.
      in.skipField(tag);
      return 0;
    }
    requireRoom(seen);
    try {
      if (message != null) {
        int end = in.pushLimit(in.readRawVarint32());
        message.check(in, encoded);
        in.popLimit(end);
      } else if (length()) {
        checkBytes(in, encoded);
      } else {
        checkNumber(in);
      }
    } catch (BoundExceededException e) {
      throw e.within(repeated ? name + "[" + seen + "]" : name);
    }
    return 1;
  }

  private void requireRoom(int seen) throws BoundExceededException {
    if (seen >= maxItems && (repeated || message != null)) {
      throw (repeated
              ? BoundExceededException.tooMuch("more than " + maxItems + " items")
              : BoundExceededException.invalid("is there twice"))
          .within(name);
    }
  }

  private int checkPacked(CodedInputStream in, int seen)
      throws IOException, BoundExceededException {
    int end = in.pushLimit(in.readRawVarint32());
    int count = 0;
    while (!in.isAtEnd()) {
      requireRoom(seen + count);
      try {
        checkNumber(in);
      } catch (BoundExceededException e) {
        throw e.within(name + "[" + (seen + count) + "]");
      }
      count++;
    }
    in.popLimit(end);
    return count;
  }

  private void checkBytes(CodedInputStream in, byte[] encoded)
      throws IOException, BoundExceededException {
    int length = in.readRawVarint32();
    if (length > maxLength) {
      throw BoundExceededException.tooMuch(length + " bytes, at most " + maxLength);
    }
    int from = in.getTotalBytesRead();
    in.skipRawBytes(length);
    if (text != null && length > 0) {
      text.check(encoded, from, length);
    }
  }

  private void checkNumber(CodedInputStream in) throws IOException, BoundExceededException {
    double value =
        switch (type) {
          case DOUBLE -> in.readDouble();
          case FLOAT -> in.readFloat();
          case FIXED64, SFIXED64 -> in.readSFixed64();
          case FIXED32, SFIXED32 -> in.readSFixed32();
          case SINT32, SINT64 -> in.readSInt64();
          case INT32, ENUM -> (int) in.readRawVarint64();
          case UINT32 -> Integer.toUnsignedLong((int) in.readRawVarint64());
          default -> in.readRawVarint64();
        };
    boolean open = min == Double.NEGATIVE_INFINITY && max == Double.POSITIVE_INFINITY;
    if (!open && !(value >= min && value <= max)) {
      throw BoundExceededException.invalid(
          shown(value) + " is outside of " + shown(min) + " to " + shown(max));
    }
  }

  private static String shown(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
