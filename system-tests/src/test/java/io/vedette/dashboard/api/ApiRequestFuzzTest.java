package io.vedette.dashboard.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.Message;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.vedette.proto.v1.ManagementServiceGrpc;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Requests of strangers to the management API: a message, or refused in words. */
class ApiRequestFuzzTest {

  private static final List<Message> REQUESTS =
      ManagementServiceGrpc.getServiceDescriptor().getMethods().stream()
          .map(method -> (PrototypeMarshaller<?>) method.getRequestMarshaller())
          .map(marshaller -> (Message) marshaller.getMessagePrototype())
          .toList();

  /** The first byte chooses the call, the second whether body or address, the others are it. */
  @FuzzTest(maxExecutions = 100_000, maxDuration = "")
  void request(byte[] bytes) {
    if (bytes.length < 2) {
      return;
    }
    Message empty = REQUESTS.get(Byte.toUnsignedInt(bytes[0]) % REQUESTS.size());
    byte[] text = Arrays.copyOfRange(bytes, 2, bytes.length);
    try {
      Message read =
          bytes[1] == '?'
              ? QueryMessage.read(parameters(text), empty)
              : BodyMessage.read(text, empty);
      assertThat(BodyMessage.read(MessageJson.of(read).getBytes(StandardCharsets.UTF_8), empty))
          .isEqualTo(read);
    } catch (BadRequest e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static MultiMap parameters(byte[] text) {
    MultiMap parameters = MultiMap.caseInsensitiveMultiMap();
    for (String pair : new String(text, StandardCharsets.UTF_8).split("&", 100)) {
      String[] parts = pair.split("=", 2);
      parameters.add(parts[0], parts.length > 1 ? parts[1] : "");
    }
    return parameters;
  }
}
