package io.vedette.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import io.vedette.proto.v1.BoundsProto;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How the .proto files are written. */
class WireLintTest {

  private static final Path SOURCES = Path.of("src/main/proto/vedette/v1");

  @Test
  void everyFileIsInTheList() throws Exception {
    try (Stream<Path> files = Files.list(SOURCES)) {
      assertThat(files.map(file -> "vedette/v1/" + file.getFileName()))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(
                      WireFiles.ALL.stream().map(FileDescriptor::getFullName),
                      Stream.of(BoundsProto.getDescriptor().getFullName()))
                  .toList());
    }
    assertThat(WireFiles.ALL).allMatch(file -> file.getPackage().equals("vedette.v1"));
  }

  @Test
  void valuesOfEnumsHaveTheirPrefixAndZeroIsUnspecified() {
    assertThat(WireFiles.enums())
        .allSatisfy(
            type -> {
              String prefix = snake(type) + "_";
              assertThat(type.getValues()).allMatch(value -> value.getName().startsWith(prefix));
              assertThat(type.findValueByNumber(0))
                  .isNotNull()
                  .extracting(EnumValueDescriptor::getName)
                  .isEqualTo(prefix + "UNSPECIFIED");
            });
  }

  private static String snake(EnumDescriptor type) {
    return type.getName().replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
  }

  @Test
  void fieldsAreLowerCaseWithUnderscores() {
    assertThat(fields().filter(f -> !f.getName().matches("[a-z][a-z0-9]*(_[a-z0-9]+)*"))).isEmpty();
  }

  /** Measured latencies and gaps need fractions; every other time is int64. */
  @Test
  void oneUnitForEachKindOfQuantity() {
    assertThat(fields().filter(f -> f.getName().matches(".*_(s|sec|seconds|minutes|kb|mb|mib)")))
        .isEmpty();
    assertThat(fields().filter(f -> f.getName().endsWith("_bytes")).map(FieldDescriptor::getType))
        .containsOnly(FieldDescriptor.Type.INT64);
    assertThat(
            fields()
                .filter(f -> f.getName().endsWith("_ms"))
                .filter(f -> !f.getName().matches("(latency|swap_gap).*"))
                .map(FieldDescriptor::getType))
        .containsOnly(FieldDescriptor.Type.INT64);
  }

  @Test
  void nothingThatIsSignedHoldsAMap() {
    Deque<Descriptor> open = new ArrayDeque<>();
    WireFiles.messages().stream()
        .filter(message -> message.getOptions().getExtension(BoundsProto.signed))
        .forEach(open::add);
    assertThat(open).isNotEmpty();
    Set<Descriptor> seen = new LinkedHashSet<>();
    while (!open.isEmpty()) {
      Descriptor message = open.remove();
      if (seen.add(message)) {
        assertThat(message.getFields().stream().filter(FieldDescriptor::isMapField))
            .as(message.getName())
            .isEmpty();
        message.getFields().stream()
            .filter(field -> field.getJavaType() == FieldDescriptor.JavaType.MESSAGE)
            .forEach(field -> open.add(field.getMessageType()));
      }
    }
  }

  /** Streams carry messages of several kinds; a single call has a request of its own. */
  @Test
  void singleCallsTakeRequests() {
    assertThat(
            WireFiles.methods()
                .filter(method -> !method.toProto().getClientStreaming())
                .map(MethodDescriptor::getInputType)
                .filter(type -> !type.getName().endsWith("Request"))
                .map(Descriptor::getFullName))
        .isEmpty();
  }

  @Test
  void everyMessageAndEnumHasAComment() throws Exception {
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.toList()) {
        List<String> lines = Files.readAllLines(file);
        for (int i = 1; i < lines.size(); i++) {
          if (lines.get(i).matches("(message|enum) \\w+ \\{.*")) {
            assertThat(lines.get(i - 1)).as(file + ": " + lines.get(i)).startsWith("// ");
          }
        }
      }
    }
  }

  private static Stream<FieldDescriptor> fields() {
    return WireFiles.messages().stream().flatMap(message -> message.getFields().stream());
  }
}
