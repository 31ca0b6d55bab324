package io.vedette.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import io.vedette.proto.v1.BoundsProto;
import io.vedette.proto.v1.TextFormat;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every field that can grow says how far, and no message grows beyond what the wire carries. */
class WireBoundsTest {

  @Test
  void everyTextEveryBytesAndEveryListHasABound() {
    assertThat(
            WireFiles.messages().stream()
                .flatMap(message -> message.getFields().stream())
                .filter(WireBoundsTest::grows)
                .filter(field -> !bounded(field))
                .map(FieldDescriptor::getFullName))
        .isEmpty();
  }

  private static boolean grows(FieldDescriptor field) {
    return field.isRepeated() || isText(field);
  }

  private static boolean isText(FieldDescriptor field) {
    return field.getJavaType() == FieldDescriptor.JavaType.STRING
        || field.getJavaType() == FieldDescriptor.JavaType.BYTE_STRING;
  }

  private static boolean bounded(FieldDescriptor field) {
    var options = field.getOptions();
    boolean items = !field.isRepeated() || options.getExtension(BoundsProto.maxItems) > 0;
    boolean length =
        !isText(field)
            || options.getExtension(BoundsProto.maxLen) > 0
            || options.getExtension(BoundsProto.format) != TextFormat.TEXT_FORMAT_UNSPECIFIED;
    return items && length;
  }

  @Test
  void theSumOfTheBoundsOfAMessageFitsTheWire() {
    assertThat(
            WireFiles.methods()
                .flatMap(method -> List.of(method.getInputType(), method.getOutputType()).stream())
                .distinct()
                .filter(message -> MessageBounds.of(message).maxBytes() > mostBytes())
                .map(Descriptor::getFullName))
        .isEmpty();
  }

  private static long mostBytes() {
    return Endpoint.MAX_MESSAGE_BYTES;
  }

  /** What a call may send is small wherever it carries no picture, piece of a file or manifest. */
  @Test
  void limitsOfMethodsAreSmall() {
    TreeMap<String, Long> limits = new TreeMap<>();
    WireFiles.methods()
        .filter(method -> !method.getService().getName().equals("ManagementService"))
        .forEach(
            method ->
                limits.put(method.getService().getName() + "." + method.getName(), limit(method)));
    assertThat(limits.get("AgentService.Session")).isLessThan(1_300_000);
    assertThat(limits.get("ArtifactService.Download")).isLessThan(200);
    assertThat(limits.get("ArtifactService.Upload")).isLessThan(1_050_000);
    assertThat(limits.get("EscalationService.Escalate")).isLessThan(3_500_000);
    assertThat(limits.get("FederationService.UploadUpdate")).isLessThan(1_050_000);
  }

  private static long limit(MethodDescriptor method) {
    return MessageBounds.of(method.getInputType()).maxBytes();
  }
}
