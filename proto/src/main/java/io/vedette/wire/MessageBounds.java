package io.vedette.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.WireFormat;
import io.vedette.proto.v1.BoundsProto;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The bounds of one message type, read from its descriptor once. An encoded message is checked by
 * one pass over its bytes, before anything is allocated for its fields. Immutable.
 */
final class MessageBounds {

  private static final Map<Descriptor, MessageBounds> KNOWN = new ConcurrentHashMap<>();

  private final @Nullable FieldBounds[] fields;
  private final long maxBytes;

  private MessageBounds(@Nullable FieldBounds[] fields, long maxBytes) {
    this.fields = fields;
    this.maxBytes = maxBytes;
  }

  /**
   * @throws IllegalArgumentException when a message type contains itself, which has no bound
   */
  static MessageBounds of(Descriptor type) {
    MessageBounds known = KNOWN.get(type);
    return known != null ? known : read(type, new LinkedHashSet<>());
  }

  private static MessageBounds read(Descriptor type, Set<String> around) {
    if (!around.add(type.getFullName())) {
      throw new IllegalArgumentException(type.getFullName() + " contains itself: " + around);
    }
    int highest = type.getFields().stream().mapToInt(FieldDescriptor::getNumber).max().orElse(0);
    @Nullable FieldBounds[] fields = new FieldBounds[highest + 1];
    for (FieldDescriptor field : type.getFields()) {
      boolean message = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
      fields[field.getNumber()] =
          new FieldBounds(field, message ? read(field.getMessageType(), around) : null);
    }
    around.remove(type.getFullName());
    MessageBounds bounds = new MessageBounds(fields, maxBytes(type, fields));
    KNOWN.putIfAbsent(type, bounds);
    return bounds;
  }

  /** The sum over the fields, of a oneof its largest; a smaller declared bound stands. */
  private static long maxBytes(Descriptor type, @Nullable FieldBounds[] fields) {
    Map<OneofDescriptor, Long> oneofs = new HashMap<>();
    long sum = 0;
    for (FieldDescriptor field : type.getFields()) {
      FieldBounds bounds = java.util.Objects.requireNonNull(fields[field.getNumber()]);
      long most = bounds.maxBytes(field.getNumber());
      OneofDescriptor oneof = field.getContainingOneof();
      if (oneof != null) {
        long before = oneofs.getOrDefault(oneof, 0L);
        oneofs.put(oneof, Math.max(before, most));
        most = Math.max(0, most - before);
      }
      sum = sum + most < 0 ? FieldBounds.UNBOUNDED : sum + most;
    }
    return type.getOptions().hasExtension(BoundsProto.maxBytes)
        ? Math.min(sum, type.getOptions().getExtension(BoundsProto.maxBytes))
        : sum;
  }

  /** Most bytes of an encoded message; {@link FieldBounds#UNBOUNDED} when a field has no bound. */
  long maxBytes() {
    return maxBytes;
  }

  /**
   * Checks an encoded message.
   *
   * @throws BoundExceededException when a field is beyond its bounds or the bytes are no message
   */
  void check(byte[] encoded) throws BoundExceededException {
    try {
      check(CodedInputStream.newInstance(encoded), encoded);
    } catch (IOException e) {
      throw BoundExceededException.invalid("not a message: " + e.getMessage());
    }
  }

  /** Checks what {@code in} has before its limit. */
  void check(CodedInputStream in, byte[] encoded) throws IOException, BoundExceededException {
    int[] seen = new int[fields.length];
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      int number = WireFormat.getTagFieldNumber(tag);
      FieldBounds field = number < fields.length ? fields[number] : null;
      if (field == null) {
        in.skipField(tag);
      } else {
        seen[number] += field.check(in, tag, encoded, seen[number]);
      }
    }
  }
}
