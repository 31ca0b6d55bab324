package io.vedette.cloud.frame;

import io.vedette.cloud.disk.DiskListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Files that pictures are appended to, {@code 000000000001.frames} and so on. Each begins with 16
 * bytes: magic, version and number of the segment; then come {@link SegmentEntry}s. A process never
 * appends to a segment that another one wrote, so a torn end stays where it is and hurts nobody.
 * One thread appends; any thread may read.
 */
public final class FrameSegments implements AutoCloseable {

  private static final int MAGIC = 0x56464d53;
  private static final int VERSION = 1;
  private static final int HEADER_BYTES = 16;
  private static final String SUFFIX = ".frames";

  private final Path folder;
  private final long segmentBytes;
  private final DiskListener disk;
  private volatile long current;
  private @Nullable FileChannel file;
  private long end;

  private FrameSegments(Path folder, long segmentBytes, DiskListener disk, long newest) {
    this.folder = folder;
    this.segmentBytes = segmentBytes;
    this.disk = disk;
    this.current = newest;
  }

  /**
   * Opens the segments of a folder, making it on first use.
   *
   * @param segmentBytes size from which on a new segment is begun, bytes
   */
  public static FrameSegments open(Path folder, long segmentBytes, DiskListener disk)
      throws IOException {
    Files.createDirectories(folder);
    long newest = numbers(folder).stream().mapToLong(n -> n).max().orElse(0);
    return new FrameSegments(folder, segmentBytes, disk, newest);
  }

  private static List<Long> numbers(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(f -> String.valueOf(f.getFileName()))
          .filter(n -> n.matches("\\d{12}" + SUFFIX))
          .map(n -> Long.parseLong(n.substring(0, 12)))
          .sorted()
          .toList();
    }
  }

  /** Name of a segment's file. */
  public String name(long segment) {
    return String.format("%012d", segment) + SUFFIX;
  }

  private Path path(long segment) {
    return folder.resolve(name(segment));
  }

  /** The numbers of all segments, ascending. */
  public List<Long> segments() throws IOException {
    return numbers(folder);
  }

  /** Free space of the disk, bytes. */
  public long freeBytes() throws IOException {
    return Files.getFileStore(folder).getUsableSpace();
  }

  /** The segment that is appended to now; 0: none yet. */
  public long current() {
    return current;
  }

  /** Size of a segment's file, bytes; 0 when it is not there. */
  public long bytes(long segment) throws IOException {
    try {
      return Files.size(path(segment));
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  /**
   * Appends pictures with one write and one sync; they are durable when this returns.
   *
   * @return where they are, in their order
   */
  public List<FrameLocation> append(List<NewFrame> frames) throws IOException {
    FileChannel out = file;
    if (out == null || end >= segmentBytes) {
      out = begin();
    }
    List<FrameLocation> locations = new ArrayList<>();
    ByteBuffer[] parts = new ByteBuffer[2 * frames.size()];
    long at = end;
    for (int i = 0; i < frames.size(); i++) {
      NewFrame frame = frames.get(i);
      parts[2 * i] = SegmentEntry.header(frame.sha256(), frame.jpeg().length);
      parts[2 * i + 1] = ByteBuffer.wrap(frame.jpeg());
      locations.add(new FrameLocation(current, at, frame.jpeg().length));
      at += SegmentEntry.HEADER_BYTES + frame.jpeg().length;
    }
    try {
      disk.onWrite(path(current), (int) (at - end));
      out.position(end);
      for (long left = at - end; left > 0; ) {
        left -= out.write(parts);
      }
      disk.onSync(path(current));
      out.force(false);
    } catch (IOException e) {
      // What a failed sync left in the file is unknown: the next frames go into another segment.
      closeFile();
      throw e;
    }
    end = at;
    return locations;
  }

  private FileChannel begin() throws IOException {
    closeFile();
    long number = current + 1;
    FileChannel made =
        FileChannel.open(path(number), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    current = number; // also of one that fails from here on: its file is there
    try {
      made.write(
          ByteBuffer.allocate(HEADER_BYTES).putInt(MAGIC).putInt(VERSION).putLong(number).flip());
      disk.onSync(folder);
      try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
        names.force(true);
      }
    } catch (IOException e) {
      made.close();
      throw e;
    }
    file = made;
    end = HEADER_BYTES;
    return made;
  }

  private void closeFile() {
    FileChannel open = file;
    file = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // Its frames were synced when they were appended.
      }
    }
  }

  /**
   * A picture, whole.
   *
   * @throws DamagedFrameException when the file is gone or ends before it, or its bytes are others
   */
  public byte[] read(FrameLocation location, String sha256) throws IOException {
    Path path = path(location.segment());
    String where = path.getFileName() + " at " + location.offset();
    ByteBuffer entry = ByteBuffer.allocate(SegmentEntry.HEADER_BYTES + location.length());
    try (FileChannel in = FileChannel.open(path, StandardOpenOption.READ)) {
      while (entry.hasRemaining() && in.read(entry, location.offset() + entry.position()) >= 0) {
        // Until the entry is whole, or the file ends.
      }
    } catch (NoSuchFileException e) {
      throw new DamagedFrameException(where + ": the segment is not there");
    }
    if (entry.hasRemaining()) {
      throw new DamagedFrameException(where + ": the segment ends within the frame");
    }
    return SegmentEntry.picture(entry.array(), sha256, where);
  }

  /** Deletes a segment; one that is not there is no error. */
  void delete(long segment) throws IOException {
    Files.deleteIfExists(path(segment));
  }

  @Override
  public void close() {
    closeFile();
  }
}
