package io.vedette.edge.outbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The counts on disk. A settlement is counted together with the id it is about before that record's
 * file goes, so that a crash between the two neither loses nor doubles it. An escalation is counted
 * by the number in its file's name.
 */
final class Ledger {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  /**
   * @param settling the record whose settlement is counted, its file perhaps still there; "" none
   */
  record Page(OutboxCounts counts, String settling) {}

  Ledger(Path file) {
    this.file = file;
  }

  Page read() throws IOException {
    return Files.exists(file)
        ? JSON.readValue(file.toFile(), Page.class)
        : new Page(OutboxCounts.NONE, "");
  }

  void write(Page page) throws IOException {
    DurableFiles.write(file, JSON.writeValueAsBytes(page));
  }
}
