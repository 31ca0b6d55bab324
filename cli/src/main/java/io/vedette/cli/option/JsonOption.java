package io.vedette.cli.option;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.Message;
import io.vedette.cli.check.OutputPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --json FILE} of a command that prints a table. */
public final class JsonOption {

  private static final ObjectMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  @OutputPath(OutputPath.Kind.FILE)
  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the machine-readable form to this file, too.")
  private @Nullable Path file;

  /** Writes a message of the wire, where a file was asked for: keys in snake_case, all of them. */
  public void write(Message message) throws IOException {
    writeTree(MessageTree.of(message));
  }

  /** As {@link #write(Message)}, only these keys of it. */
  public void write(Message message, String... keys) throws IOException {
    writeTree(MessageTree.of(message).retain(keys));
  }

  /** Writes records, maps and lists, where a file was asked for: keys of records in snake_case. */
  public void write(Object value) throws IOException {
    writeTree(value);
  }

  /** Writes what is JSON already, where a file was asked for. */
  public void writeText(String json) throws IOException {
    if (file != null) {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(file, json.stripTrailing() + "\n");
    }
  }

  private void writeTree(Object value) throws IOException {
    writeText(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value));
  }
}
