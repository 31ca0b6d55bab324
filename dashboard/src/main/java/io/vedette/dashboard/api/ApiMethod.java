package io.vedette.dashboard.api;

import com.google.protobuf.Descriptors;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import io.vedette.proto.v1.ManagementServiceGrpc;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A unary method of the ManagementService, and its route: {@code rpc ListDevices} is {@code
 * /api/v1/ListDevices}.
 *
 * @param call how gRPC calls it
 * @param descriptor its declaration in the .proto
 */
record ApiMethod(MethodDescriptor<Message, Message> call, Descriptors.MethodDescriptor descriptor) {

  static final String ROOT = "/api/v1/";

  /** In the order of the .proto. */
  static final List<ApiMethod> ALL =
      ManagementServiceGrpc.getServiceDescriptor().getMethods().stream()
          .filter(method -> method.getType() == MethodType.UNARY)
          .map(ApiMethod::of)
          .toList();

  @SuppressWarnings("unchecked") // generated methods send and receive messages
  static ApiMethod of(MethodDescriptor<?, ?> method) {
    if (method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier schema) {
      return new ApiMethod(
          (MethodDescriptor<Message, Message>) method, schema.getMethodDescriptor());
    }
    throw new IllegalArgumentException(method.getFullMethodName() + " has no descriptor");
  }

  /** The names of all methods. */
  static Set<String> names() {
    return ALL.stream().map(ApiMethod::name).collect(Collectors.toSet());
  }

  /** As in the .proto: "ListDevices". */
  String name() {
    return descriptor.getName();
  }

  String path() {
    return ROOT + name();
  }

  /**
   * Whether it is called by GET with parameters: it changes nothing, and its whole request can
   * stand in an address. Other methods are called by POST with a JSON body.
   */
  boolean reads() {
    return (name().startsWith("Get") || name().startsWith("List"))
        && descriptor.getInputType().getFields().stream()
            .noneMatch(field -> field.getJavaType() == JavaType.MESSAGE);
  }

  /** A request with nothing set. */
  Message emptyRequest() {
    return Objects.requireNonNull(
        ((PrototypeMarshaller<Message>) call.getRequestMarshaller()).getMessagePrototype());
  }
}
