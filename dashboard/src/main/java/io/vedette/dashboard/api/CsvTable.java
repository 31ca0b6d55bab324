package io.vedette.dashboard.api;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import io.vedette.wire.EnumLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Messages of one type as lines of CSV (RFC 4180). A column is a field; its name is the path of the
 * field in JSON: {@code installed.name}. Lists are JSON in one cell, bytes have no column, what is
 * not set is an empty cell. Numbers and states are as in {@link MessageJson}.
 *
 * <p>A text that a spreadsheet would take for a formula begins with an apostrophe. Immutable.
 */
public final class CsvTable {

  private static final String END = "\r\n";
  private static final Pattern QUOTED = Pattern.compile("[\",;\t\r\n]");
  private static final Pattern FORMULA = Pattern.compile("^\\s*[=+\\-@\t\r].*", Pattern.DOTALL);

  private final List<Column> columns = new ArrayList<>();

  private CsvTable(Descriptor rows) {
    addColumns(rows, List.of());
  }

  /** A table whose lines are messages of this type. */
  public static CsvTable of(Descriptor rows) {
    return new CsvTable(rows);
  }

  private void addColumns(Descriptor message, List<FieldDescriptor> path) {
    for (FieldDescriptor field : message.getFields()) {
      List<FieldDescriptor> inner = new ArrayList<>(path);
      inner.add(field);
      if (field.getJavaType() == JavaType.MESSAGE && !field.isRepeated()) {
        addColumns(field.getMessageType(), inner);
      } else if (field.getJavaType() != JavaType.BYTE_STRING) {
        columns.add(new Column(inner));
      }
    }
  }

  /** The names of the columns, as a line. */
  public String header() {
    return columns.stream().map(Column::name).collect(Collectors.joining(",", "", END));
  }

  /** One message, as a line. */
  public String line(Message row) {
    return columns.stream()
        .map(column -> column.cell(row))
        .collect(Collectors.joining(",", "", END));
  }

  /** A field and the messages that it is in, the outermost first. */
  private record Column(List<FieldDescriptor> path) {

    String name() {
      return path.stream().map(FieldDescriptor::getJsonName).collect(Collectors.joining("."));
    }

    String cell(Message row) {
      Message message = row;
      for (FieldDescriptor field : path.subList(0, path.size() - 1)) {
        if (!message.hasField(field)) {
          return "";
        }
        message = (Message) message.getField(field);
      }
      FieldDescriptor field = path.get(path.size() - 1);
      return field.hasPresence() && !message.hasField(field) ? "" : cell(message, field);
    }

    private static String cell(Message message, FieldDescriptor field) {
      Object value = message.getField(field);
      if (field.isRepeated()) {
        return text(MessageJson.of(message, field));
      }
      return switch (field.getJavaType()) {
        case STRING -> text(value.toString());
        case ENUM -> EnumLabels.labelOf((EnumValueDescriptor) value);
        case FLOAT, DOUBLE ->
            Double.isFinite(((Number) value).doubleValue()) ? value.toString() : "";
        default -> value.toString();
      };
    }

    private static String text(String text) {
      String safe = FORMULA.matcher(text).matches() ? "'" + text : text;
      return QUOTED.matcher(safe).find() ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }
  }
}
