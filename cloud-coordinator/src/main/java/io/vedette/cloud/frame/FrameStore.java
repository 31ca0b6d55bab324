package io.vedette.cloud.frame;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Pictures by their digest, in segments. The records of escalations say where pictures are: {@link
 * #add} and {@link #remove} keep what they say in memory. Safe for use by several threads.
 */
public final class FrameStore {

  /** What is alive in a segment. */
  private static final class Use {
    int frames;
    long bytes;
  }

  private final FrameSegments segments;
  private final Consumer<String> damage;

  /** Most pictures are in one place; one that was sent twice is in two. */
  private final Map<String, List<FrameLocation>> byDigest = new HashMap<>();

  private final Map<Long, Use> uses = new HashMap<>();

  /**
   * @param damage is told of damaged pictures, one line each
   */
  public FrameStore(FrameSegments segments, Consumer<String> damage) {
    this.segments = segments;
    this.damage = damage;
  }

  public FrameSegments segments() {
    return segments;
  }

  /** A record says that a picture is there. */
  public synchronized void add(String sha256, FrameLocation location) {
    List<FrameLocation> known = byDigest.getOrDefault(sha256, List.of());
    if (known.contains(location)) {
      return;
    }
    List<FrameLocation> all = new ArrayList<>(known);
    all.add(location);
    byDigest.put(sha256, List.copyOf(all));
    Use use = uses.computeIfAbsent(location.segment(), n -> new Use());
    use.frames++;
    use.bytes += SegmentEntry.HEADER_BYTES + location.length();
  }

  /** The last record that said so is gone. */
  public synchronized void remove(String sha256, FrameLocation location) {
    List<FrameLocation> left = new ArrayList<>(byDigest.getOrDefault(sha256, List.of()));
    if (!left.remove(location)) {
      return;
    }
    if (left.isEmpty()) {
      byDigest.remove(sha256);
    } else {
      byDigest.put(sha256, List.copyOf(left));
    }
    Use use = uses.get(location.segment());
    if (use != null) {
      use.frames--;
      use.bytes -= SegmentEntry.HEADER_BYTES + location.length();
      if (use.frames == 0) {
        uses.remove(location.segment());
      }
    }
  }

  private synchronized List<FrameLocation> locations(String sha256) {
    return byDigest.getOrDefault(sha256, List.of());
  }

  /** Whether a segment has the picture. */
  public boolean has(String sha256) {
    return !locations(sha256).isEmpty();
  }

  /** Bytes of pictures that records refer to in a segment. */
  public synchronized long liveBytes(long segment) {
    Use use = uses.get(segment);
    return use == null ? 0 : use.bytes;
  }

  /** How many pictures records refer to. */
  public synchronized long count() {
    return uses.values().stream().mapToLong(use -> use.frames).sum();
  }

  /** Bytes of pictures that records refer to. */
  public synchronized long liveBytes() {
    return uses.values().stream().mapToLong(use -> use.bytes).sum();
  }

  /**
   * A picture, whole and of the right digest.
   *
   * @throws DamagedFrameException when it is damaged or gone, after that was told
   * @throws IOException when the disk fails
   */
  public byte[] read(String sha256) throws IOException {
    DamagedFrameException damaged = null;
    for (FrameLocation location : locations(sha256)) {
      try {
        return segments.read(location, sha256);
      } catch (DamagedFrameException e) {
        damaged = e;
      }
    }
    if (damaged == null) {
      damaged = new DamagedFrameException("frame " + sha256 + " is not here");
    }
    damage.accept(damaged.getMessage());
    throw damaged;
  }

  /**
   * Deletes the segments that no record refers to.
   *
   * @return bytes that were freed
   */
  public long deleteUnused() throws IOException {
    long freed = 0;
    for (long segment : unused()) {
      freed += segments.bytes(segment);
      segments.delete(segment);
    }
    return freed;
  }

  /** Segments that no record refers to and nothing is appended to, ascending. */
  public List<Long> unused() throws IOException {
    // The current one is asked for first: what is begun meanwhile has a higher number.
    long current = segments.current();
    List<Long> all = segments.segments();
    synchronized (this) {
      return all.stream().filter(n -> n < current && !uses.containsKey(n)).toList();
    }
  }
}
