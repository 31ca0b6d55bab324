package io.vedette.cli.simulate;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a coordinator writes and syncs, and makes every sync slower. */
final class DiskMeter {

  private final Duration delay;
  private final Map<String, LongAdder> syncs = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> written = new ConcurrentHashMap<>();

  DiskMeter(Duration delay) {
    this.delay = delay;
  }

  public void onWrite(Path file, int bytes) {
    written.computeIfAbsent(kind(file), kind -> new LongAdder()).add(bytes);
  }

  public void onSync(Path file) throws IOException {
    syncs.computeIfAbsent(kind(file), kind -> new LongAdder()).increment();
    if (!delay.isZero()) {
      try {
        TimeUnit.NANOSECONDS.sleep(delay.toNanos());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted during a sync", e);
      }
    }
  }

  /** The folder that says what a file is. */
  private static String kind(Path file) {
    for (Path part : file) {
      String name = part.toString();
      if (name.equals("wal") || name.equals("wal-archive")) {
        return "wal";
      }
      if (name.equals("pages") || name.equals("segments") || name.equals("blobs")) {
        return name;
      }
    }
    return "other";
  }

  Map<String, Long> syncs() {
    return sums(syncs);
  }

  Map<String, Long> writtenBytes() {
    return sums(written);
  }

  private static Map<String, Long> sums(Map<String, LongAdder> counts) {
    Map<String, Long> sums = new TreeMap<>();
    counts.forEach((kind, count) -> sums.put(kind, count.sum()));
    return sums;
  }
}
