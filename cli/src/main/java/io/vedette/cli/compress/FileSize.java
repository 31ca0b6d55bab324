package io.vedette.cli.compress;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * What a file takes.
 *
 * @param bytes on disk
 * @param packed bytes behind gzip: what zeros among weights save on their way to a device
 */
public record FileSize(long bytes, long packed) {

  static FileSize of(Path file) throws IOException {
    Counter counter = new Counter();
    try (OutputStream gzip = new GZIPOutputStream(counter)) {
      Files.copy(file, gzip);
    }
    return new FileSize(Files.size(file), counter.count);
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
