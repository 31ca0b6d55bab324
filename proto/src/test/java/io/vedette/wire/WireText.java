package io.vedette.wire;

import com.google.protobuf.DescriptorProtos.DescriptorProto.ReservedRange;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto.EnumReservedRange;
import com.google.protobuf.DescriptorProtos.FieldOptions;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import io.vedette.proto.v1.BoundsProto;
import io.vedette.proto.v1.Range;
import io.vedette.proto.v1.TextFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The wire as text, in which a difference is easy to read: a line for each field by its number,
 * with type and bounds, for each value of an enum, each reserved number and each method.
 */
final class WireText {

  private WireText() {}

  /** What is said about each thing: "message Heartbeat 1" is "int64 uptime_ms [0 to …]". */
  static Map<String, String> current() {
    Map<String, String> lines = new LinkedHashMap<>();
    WireFiles.services()
        .sorted(Comparator.comparing(s -> s.getFullName()))
        .forEach(
            service ->
                service
                    .getMethods()
                    .forEach(
                        m ->
                            lines.put(
                                "service " + service.getName() + " " + m.getName(), method(m))));
    List<Descriptor> messages = new ArrayList<>(WireFiles.messages());
    messages.sort(Comparator.comparing(Descriptor::getFullName));
    messages.forEach(message -> add(message, lines));
    List<EnumDescriptor> enums = new ArrayList<>(WireFiles.enums());
    enums.sort(Comparator.comparing(EnumDescriptor::getFullName));
    enums.forEach(type -> add(type, lines));
    return lines;
  }

  private static String method(MethodDescriptor method) {
    var proto = method.toProto();
    return (proto.getClientStreaming() ? "stream " : "")
        + method.getInputType().getName()
        + " -> "
        + (proto.getServerStreaming() ? "stream " : "")
        + method.getOutputType().getName();
  }

  private static void add(Descriptor message, Map<String, String> lines) {
    String key = "message " + message.getName() + " ";
    var proto = message.toProto();
    lines.put(key + "is", bounds(message));
    List<FieldDescriptor> fields = new ArrayList<>(message.getFields());
    fields.sort(Comparator.comparingInt(FieldDescriptor::getNumber));
    fields.forEach(field -> lines.put(key + field.getNumber(), field(field)));
    for (ReservedRange range : proto.getReservedRangeList()) {
      lines.put(key + range.getStart() + "-" + (range.getEnd() - 1), "reserved");
    }
    proto.getReservedNameList().forEach(name -> lines.put(key + name, "reserved"));
  }

  private static String bounds(Descriptor message) {
    var options = message.getOptions();
    return (options.getExtension(BoundsProto.signed) ? "signed " : "")
        + (options.hasExtension(BoundsProto.maxBytes)
            ? "at most " + options.getExtension(BoundsProto.maxBytes) + " bytes"
            : "the sum of its fields");
  }

  private static String field(FieldDescriptor field) {
    StringBuilder text = new StringBuilder();
    if (field.isRepeated()) {
      text.append("repeated ");
    } else if (field.toProto().getProto3Optional()) {
      text.append("optional ");
    }
    text.append(type(field)).append(' ').append(field.getName());
    if (field.getRealContainingOneof() != null) {
      text.append(" in ").append(field.getRealContainingOneof().getName());
    }
    return text.append(bounds(field)).toString();
  }

  private static String type(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case MESSAGE -> field.getMessageType().getName();
      case ENUM -> field.getEnumType().getName();
      default -> field.getType().name().toLowerCase(Locale.ROOT);
    };
  }

  private static String bounds(FieldDescriptor field) {
    FieldOptions options = field.getOptions();
    List<String> bounds = new ArrayList<>();
    if (options.hasExtension(BoundsProto.maxItems)) {
      bounds.add(options.getExtension(BoundsProto.maxItems) + " items");
    }
    if (options.hasExtension(BoundsProto.maxLen)) {
      bounds.add(options.getExtension(BoundsProto.maxLen) + " bytes");
    }
    if (options.getExtension(BoundsProto.format) != TextFormat.TEXT_FORMAT_UNSPECIFIED) {
      bounds.add(EnumLabels.labelOf(options.getExtension(BoundsProto.format).getValueDescriptor()));
    }
    if (options.hasExtension(BoundsProto.range)) {
      Range range = options.getExtension(BoundsProto.range);
      bounds.add(
          (range.hasMin() ? number(range.getMin()) : "…")
              + " to "
              + (range.hasMax() ? number(range.getMax()) : "…"));
    }
    return bounds.isEmpty() ? "" : " [" + String.join(", ", bounds) + "]";
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  private static void add(EnumDescriptor type, Map<String, String> lines) {
    String key = "enum " + type.getName() + " ";
    type.getValues().forEach(value -> lines.put(key + value.getNumber(), value.getName()));
    for (EnumReservedRange range : type.toProto().getReservedRangeList()) {
      lines.put(key + range.getStart() + "-" + range.getEnd(), "reserved");
    }
  }

  /** As it is stored: a heading for each type, its lines below. */
  static String write(Map<String, String> lines) {
    StringBuilder text =
        new StringBuilder("# vedette.v1, made by WireCompatibilityTest: see docs/adr/0014.\n");
    String heading = "";
    for (var line : lines.entrySet()) {
      int end = line.getKey().lastIndexOf(' ');
      String type = line.getKey().substring(0, end);
      if (!type.equals(heading)) {
        heading = type;
        text.append('\n').append(type).append('\n');
      }
      text.append("  ")
          .append(line.getKey().substring(end + 1))
          .append(": ")
          .append(line.getValue())
          .append('\n');
    }
    return text.toString();
  }

  static Map<String, String> read(List<String> text) {
    Map<String, String> lines = new LinkedHashMap<>();
    String heading = "";
    for (String line : text) {
      if (line.startsWith("  ")) {
        int colon = line.indexOf(": ");
        lines.put(heading + " " + line.substring(2, colon), line.substring(colon + 2));
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        heading = line;
      }
    }
    return Collections.unmodifiableMap(lines);
  }
}
