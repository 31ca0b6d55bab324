package io.vedette.cli.simulate;

import io.vedette.cloud.disk.DiskListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a coordinator writes and syncs, and makes every sync slower. */
final class DiskMeter implements DiskListener {

  private final Duration delay;
  private final Map<String, LongAdder> syncs = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> written = new ConcurrentHashMap<>();

  DiskMeter(Duration delay) {
    this.delay = delay;
  }

  @Override
  public void onWrite(Path file, int bytes) {
    written.computeIfAbsent(kind(file), kind -> new LongAdder()).add(bytes);
  }

  @Override
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

  /** The innermost folder that says what a file is. */
  private static String kind(Path file) {
    for (int i = file.getNameCount() - 1; i >= 0; i--) {
      switch (file.getName(i).toString()) {
        case "wal", "wal-archive" -> {
          return "wal";
        }
        case "pages" -> {
          return "pages";
        }
        case "frames" -> {
          return "frames";
        }
        default -> {
          // An outer folder may say it.
        }
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
