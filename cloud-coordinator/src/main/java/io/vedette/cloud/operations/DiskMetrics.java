package io.vedette.cloud.operations;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.cloud.disk.DiskListener;
import java.io.IOException;
import java.nio.file.Path;

/** Counts what the store and the pictures write, then tells the next listener. */
final class DiskMetrics implements DiskListener {

  /** The meters of one part of the data. */
  private record Meters(Counter writes, Counter bytes, Counter syncs) {

    static Meters of(MeterRegistry registry, String part) {
      return new Meters(
          Counter.builder("vedette.disk.writes")
              .description("Writes to files, by part of the data.")
              .tag("part", part)
              .register(registry),
          Counter.builder("vedette.disk.written")
              .description("Bytes written to files, by part of the data.")
              .baseUnit("bytes")
              .tag("part", part)
              .register(registry),
          Counter.builder("vedette.disk.syncs")
              .description("Times that a file was forced to the disk, by part of the data.")
              .tag("part", part)
              .register(registry));
    }
  }

  private final Path pictureFolder;
  private final Meters pictures;
  private final Meters store;
  private final DiskListener next;

  /**
   * @param pictureFolder what is written below it are pictures; all else is the store
   */
  DiskMetrics(MeterRegistry registry, Path pictureFolder, DiskListener next) {
    this.pictureFolder = pictureFolder;
    this.pictures = Meters.of(registry, "pictures");
    this.store = Meters.of(registry, "store");
    this.next = next;
  }

  private Meters of(Path file) {
    return file.startsWith(pictureFolder) ? pictures : store;
  }

  @Override
  public void onWrite(Path file, int bytes) throws IOException {
    Meters meters = of(file);
    meters.writes.increment();
    meters.bytes.increment(bytes);
    next.onWrite(file, bytes);
  }

  @Override
  public void onSync(Path file) throws IOException {
    of(file).syncs.increment();
    next.onSync(file);
  }
}
