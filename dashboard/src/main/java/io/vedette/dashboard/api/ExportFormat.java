package io.vedette.dashboard.api;

import com.google.protobuf.Message;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the rows of a table are written into a file, page by page. */
enum ExportFormat {
  CSV("text/csv; charset=utf-8; header=present") {
    @Override
    String head(CsvTable columns) {
      return columns.header();
    }

    @Override
    String rows(CsvTable columns, List<Message> rows, boolean first) {
      return rows.stream().map(columns::line).collect(Collectors.joining());
    }

    @Override
    String tail() {
      return "";
    }
  },

  /** An array with a row a line. */
  JSON("application/json") {
    @Override
    String head(CsvTable columns) {
      return "[";
    }

    @Override
    String rows(CsvTable columns, List<Message> rows, boolean first) {
      String between = first || rows.isEmpty() ? "\n" : ",\n";
      return rows.stream()
          .map(MessageJson::of)
          .collect(Collectors.joining(",\n", rows.isEmpty() ? "" : between, ""));
    }

    @Override
    String tail() {
      return "\n]\n";
    }
  };

  private final String mediaType;

  ExportFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /**
   * The format of a name: "csv".
   *
   * @throws BadRequest when there is none
   */
  static ExportFormat named(String name) {
    for (ExportFormat format : values()) {
      if (format.extension().equals(name)) {
        return format;
      }
    }
    throw new BadRequest("'format' must be csv or json");
  }

  String extension() {
    return name().toLowerCase(Locale.ROOT);
  }

  String mediaType() {
    return mediaType;
  }

  /** What stands before the first page. */
  abstract String head(CsvTable columns);

  /**
   * A page.
   *
   * @param first whether no row was written before
   */
  abstract String rows(CsvTable columns, List<Message> rows, boolean first);

  /** What stands after the last page. */
  abstract String tail();
}
