package io.vedette.federated.compress.judge;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPOutputStream;

/**
 * A variant's file.
 *
 * @param bytes on disk
 * @param packed bytes after gzip, as it travels to a device: zeros among the weights save some
 */
public record VariantFile(Path path, long bytes, long packed) {

  static VariantFile of(Path path) throws IOException {
    Counter counter = new Counter();
    try (OutputStream gzip = new GZIPOutputStream(counter)) {
      Files.copy(path, gzip);
    }
    return new VariantFile(path, Files.size(path), counter.count);
  }

  VariantFile renamed(String name) throws IOException {
    Path other = path.resolveSibling(name);
    Files.move(path, other, StandardCopyOption.REPLACE_EXISTING);
    return new VariantFile(other, bytes, packed);
  }

  private static final class Counter extends OutputStream {
    private long count;

    @Override
    public void write(int b) {
      count++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      count += length;
    }
  }
}
