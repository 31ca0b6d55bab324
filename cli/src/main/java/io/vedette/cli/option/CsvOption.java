package io.vedette.cli.option;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Message;
import io.vedette.cli.check.OutputPath;
import io.vedette.dashboard.api.CsvTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --csv FILE} of a command that lists. */
public final class CsvOption {

  @OutputPath(OutputPath.Kind.FILE)
  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Write what is listed to this file as CSV, too.")
  private @Nullable Path file;

  /**
   * Writes rows with the columns of the management API, where a file was asked for.
   *
   * @param type of each row
   */
  public void write(Descriptor type, List<? extends Message> rows) throws IOException {
    CsvTable table = CsvTable.of(type);
    StringBuilder text = new StringBuilder(table.header());
    rows.forEach(row -> text.append(table.line(row)));
    writeText(text.toString());
  }

  /** Writes what is CSV already, where a file was asked for. */
  public void writeText(String csv) throws IOException {
    if (file == null) {
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(file, csv);
  }
}
