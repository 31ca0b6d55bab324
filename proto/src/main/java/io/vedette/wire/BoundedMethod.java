package io.vedette.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnsafeByteOperations;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * How the messages of one direction of a method are received: their size is checked before they are
 * read, their bounds before they are parsed. Immutable.
 *
 * @param <T> the message
 */
final class BoundedMethod<T> {

  /** Room for fields that newer peers know and this one does not. */
  private static final int UNKNOWN_FIELDS_BYTES = 1024;

  private final String name;
  private final MessageBounds bounds;
  private final Message prototype;
  private final int maxBytes;

  private BoundedMethod(Descriptors.Descriptor type, Marshaller<T> marshaller) {
    if (!(marshaller instanceof PrototypeMarshaller<T> known
        && known.getMessagePrototype() instanceof Message message)) {
      throw new IllegalArgumentException(type.getFullName() + " is not received as protobuf");
    }
    this.name = type.getName();
    this.bounds = MessageBounds.of(type);
    this.prototype = message;
    this.maxBytes =
        (int)
            Math.min(
                Endpoint.MAX_MESSAGE_BYTES,
                Math.min(bounds.maxBytes(), Endpoint.MAX_MESSAGE_BYTES) + UNKNOWN_FIELDS_BYTES);
  }

  /** What a server receives. */
  static <Q> BoundedMethod<Q> requests(MethodDescriptor<Q, ?> method) {
    return new BoundedMethod<>(descriptor(method).getInputType(), method.getRequestMarshaller());
  }

  /** What a client receives. */
  static <A> BoundedMethod<A> responses(MethodDescriptor<?, A> method) {
    return new BoundedMethod<>(descriptor(method).getOutputType(), method.getResponseMarshaller());
  }

  private static Descriptors.MethodDescriptor descriptor(MethodDescriptor<?, ?> method) {
    if (method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier schema) {
      return schema.getMethodDescriptor();
    }
    throw new IllegalArgumentException(method.getFullMethodName() + " has no descriptor");
  }

  /** Most bytes of one message. */
  int maxBytes() {
    return maxBytes;
  }

  /**
   * Checks and parses a message.
   *
   * @throws BoundExceededException when it is beyond its bounds
   */
  T parse(Received received) throws BoundExceededException {
    byte[] bytes = received.bytes;
    try {
      if (bytes == null) {
        throw BoundExceededException.tooMuch(received.size + " bytes, at most " + maxBytes);
      }
      bounds.check(bytes);
      CodedInputStream in = UnsafeByteOperations.unsafeWrap(bytes).newCodedInput();
      // The array is used by nothing else: fields of type bytes need not be copied.
      in.enableAliasing(true);
      @SuppressWarnings("unchecked")
      T message =
          (T) prototype.getParserForType().parseFrom(in, ExtensionRegistryLite.getEmptyRegistry());
      return message;
    } catch (InvalidProtocolBufferException e) {
      throw BoundExceededException.invalid("not a message: " + e.getMessage()).within(name);
    } catch (BoundExceededException e) {
      throw e.within(name);
    }
  }

  /** Takes messages off the wire, too large ones without their bytes. */
  Marshaller<Received> received() {
    return new Marshaller<>() {
      @Override
      public InputStream stream(Received message) {
        return new ByteArrayInputStream(java.util.Objects.requireNonNull(message.bytes));
      }

      @Override
      public Received parse(InputStream stream) {
        try {
          int size = stream instanceof KnownLength ? stream.available() : maxBytes;
          if (size > maxBytes) {
            return new Received(null, size);
          }
          byte[] bytes = stream.readNBytes(size);
          int more = stream instanceof KnownLength ? 0 : stream.readNBytes(1).length;
          return more == 0 ? new Received(bytes, size) : new Received(null, size + 1);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }

  /** A message as it came: its bytes, or null when they are too many. */
  static final class Received {
    private final byte @Nullable [] bytes;
    private final int size;

    private Received(byte @Nullable [] bytes, int size) {
      this.bytes = bytes;
      this.size = size;
    }
  }
}
