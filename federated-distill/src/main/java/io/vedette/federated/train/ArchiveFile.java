package io.vedette.federated.train;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Named entries in one zip file, uncompressed, each with its checksum. The file is replaced as a
 * whole: a reader sees the old one or the new one, also after the process was killed.
 */
record ArchiveFile(Path file) {

  private static final int MAX_ENTRIES = 64;
  private static final long MAX_BYTES = 4L << 30;

  /** Writes an entry's bytes; does not close the stream. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Takes an entry. */
  interface Visitor {
    void entry(String name, byte[] bytes) throws IOException;
  }

  boolean exists() {
    return Files.exists(file);
  }

  /** Replaces all entries. */
  void write(Map<String, Content> entries) throws IOException {
    replace(
        zip -> {
          for (Map.Entry<String, Content> entry : entries.entrySet()) {
            add(zip, entry.getKey(), entry.getValue());
          }
        });
  }

  /** Puts one entry beside those that are there. */
  void add(String name, byte[] bytes) throws IOException {
    replace(
        zip -> {
          read((other, content) -> addUnless(other.equals(name), zip, other, content));
          add(zip, name, out -> out.write(bytes));
        });
  }

  /**
   * Shows all entries, in order, each when its checksum is found to be right.
   *
   * @throws IOException when the file is damaged, or claims to hold more than it can
   */
  void read(Visitor visitor) throws IOException {
    long size = Files.size(file);
    if (size > MAX_BYTES) {
      throw new IOException(size + " bytes is more than " + MAX_BYTES);
    }
    long left = size;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        ZipInputStream zip = new ZipInputStream(in)) {
      int count = 0;
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        // nothing is compressed, so the entries together are smaller than the file
        byte[] bytes = zip.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, left));
        left -= bytes.length;
        if (++count > MAX_ENTRIES || zip.read() >= 0) {
          throw new IOException("it holds more than it can");
        }
        visitor.entry(entry.getName(), bytes);
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("an entry has no readable name", e);
    }
  }

  private static void addUnless(boolean not, ZipOutputStream zip, String name, byte[] bytes)
      throws IOException {
    if (!not) {
      add(zip, name, out -> out.write(bytes));
    }
  }

  private static void add(ZipOutputStream zip, String name, Content content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    content.writeTo(zip);
    zip.closeEntry();
  }

  private interface Filling {
    void fill(ZipOutputStream zip) throws IOException;
  }

  private void replace(Filling filling) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (FileChannel channel =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ZipOutputStream zip =
          new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16));
      zip.setLevel(Deflater.NO_COMPRESSION);
      filling.fill(zip);
      zip.finish();
      zip.flush();
      channel.force(true);
    }
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
