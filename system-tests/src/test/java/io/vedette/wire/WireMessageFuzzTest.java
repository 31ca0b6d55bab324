package io.vedette.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.vedette.proto.v1.AgentServiceGrpc;
import io.vedette.proto.v1.ArtifactServiceGrpc;
import io.vedette.proto.v1.EscalationServiceGrpc;
import io.vedette.proto.v1.FederationServiceGrpc;
import io.vedette.proto.v1.IdentityServiceGrpc;
import io.vedette.proto.v1.ManagementServiceGrpc;
import io.vedette.proto.v1.WorkerServiceGrpc;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.stream.Stream;

/** Messages of strangers: within their bounds once they are parsed, or refused in words. */
class WireMessageFuzzTest {

  private static final List<MethodDescriptor<?, ?>> METHODS =
      Stream.of(
              AgentServiceGrpc.getServiceDescriptor(),
              ArtifactServiceGrpc.getServiceDescriptor(),
              EscalationServiceGrpc.getServiceDescriptor(),
              FederationServiceGrpc.getServiceDescriptor(),
              IdentityServiceGrpc.getServiceDescriptor(),
              ManagementServiceGrpc.getServiceDescriptor(),
              WorkerServiceGrpc.getServiceDescriptor())
          .map(ServiceDescriptor::getMethods)
          .<MethodDescriptor<?, ?>>flatMap(methods -> methods.stream())
          .toList();

  /** The first byte chooses the method, the others are its request. */
  @FuzzTest(maxExecutions = 100_000, maxDuration = "")
  void request(byte[] bytes) throws Exception {
    if (bytes.length == 0) {
      return;
    }
    BoundedMethod<?> method =
        BoundedMethod.requests(METHODS.get(Byte.toUnsignedInt(bytes[0]) % METHODS.size()));
    var received = method.received().parse(new ByteArrayInputStream(bytes, 1, bytes.length - 1));
    try {
      Message message = (Message) method.parse(received);
      MessageBounds.of(message.getDescriptorForType()).check(message.toByteArray());
    } catch (BoundExceededException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
