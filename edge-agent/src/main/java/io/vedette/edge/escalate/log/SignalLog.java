package io.vedette.edge.escalate.log;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A folder of log files; the oldest are deleted as new ones are added. Each record is its length,
 * its bytes and their CRC-32C. A file is read up to the first wrong checksum, so that a torn tail
 * loses only what was torn. Each process starts a new file. Not flushed: a power cut may lose
 * seconds.
 */
public final class SignalLog implements AutoCloseable {

  private static final int MAX_RECORD = 1_024;
  private static final int FILES = 8;
  private static final String SUFFIX = ".signals";

  private final Path folder;
  private final long fileBytes;
  private @Nullable DataOutputStream out;
  private long written;
  private long number;

  private SignalLog(Path folder, long fileBytes, long number) {
    this.folder = folder;
    this.fileBytes = fileBytes;
    this.number = number;
  }

  /**
   * Opens a folder for writing.
   *
   * @param maxBytes of all files together
   */
  public static SignalLog open(Path folder, long maxBytes) throws IOException {
    Files.createDirectories(folder);
    List<Path> files = files(folder);
    long last = files.isEmpty() ? 0 : numberOf(files.get(files.size() - 1));
    return new SignalLog(folder, maxBytes / FILES, last);
  }

  /** Adds a record. */
  public synchronized void add(LogRecord record) throws IOException {
    byte[] bytes = record.toBytes();
    if (out == null || written + bytes.length + 6 > fileBytes) {
      rotate();
    }
    DataOutputStream to = java.util.Objects.requireNonNull(out);
    to.writeShort(bytes.length);
    to.write(bytes);
    to.writeInt(checksum(bytes));
    written += bytes.length + 6;
  }

  private void rotate() throws IOException {
    close();
    Path file = folder.resolve(String.format("%08d%s", ++number, SUFFIX));
    out =
        new DataOutputStream(
            new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)));
    written = 0;
    List<Path> files = files(folder);
    for (int i = 0; i < files.size() - FILES; i++) {
      Files.deleteIfExists(files.get(i));
    }
  }

  /** All records of a folder, oldest first; torn and damaged ones are skipped. */
  public static List<LogRecord> read(Path folder) throws IOException {
    List<LogRecord> records = new ArrayList<>();
    for (Path file : files(folder)) {
      try (DataInputStream in =
          new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
        readFile(in, records);
      }
    }
    return records;
  }

  private static void readFile(DataInputStream in, List<LogRecord> records) throws IOException {
    try {
      while (true) {
        int length = in.readUnsignedShort();
        byte[] bytes = new byte[Math.min(length, MAX_RECORD)];
        in.readFully(bytes);
        if (length > MAX_RECORD || in.readInt() != checksum(bytes)) {
          return;
        }
        LogRecord record = LogRecord.of(bytes);
        if (record != null) {
          records.add(record);
        }
      }
    } catch (EOFException e) {
      // The end, or a torn tail: the records before it are valid.
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> String.valueOf(f.getFileName()).matches("\\d{8}\\" + SUFFIX))
          .sorted()
          .toList();
    }
  }

  private static long numberOf(Path file) {
    return Long.parseLong(String.valueOf(file.getFileName()).substring(0, 8));
  }

  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  /** Makes all records so far readable. */
  public synchronized void flush() throws IOException {
    if (out != null) {
      out.flush();
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (out != null) {
      out.close();
      out = null;
    }
  }
}
