package io.vedette.edge.event;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import io.vedette.edge.event.ObjectEventDetector.Ended;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events on disk, a folder a day (UTC): {@code 2026-01-31/events.jsonl}, one event per line, and
 * the best picture of each as {@code ID.jpg}, written first. A line is flushed before the next
 * begins; a last line that was cut short is removed at the start. Safe for use by many threads.
 */
public final class EventLog {

  private static final Logger log = LoggerFactory.getLogger(EventLog.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LINES = "events.jsonl";
  private static final int MAX_SIDE = 1_280;
  private static final int QUALITY = 85;
  private static final Duration FUTURE = Duration.ofDays(1);

  private final Path folder;
  private final EventConfig config;
  private long bytes;
  private long written;

  private EventLog(Path folder, EventConfig config) {
    this.folder = folder;
    this.config = config;
  }

  /** Opens the log that an earlier process left in a folder, or a new one. */
  public static EventLog open(Path folder, EventConfig config) throws IOException {
    Files.createDirectories(folder);
    EventLog events = new EventLog(folder, config);
    events.recover();
    return events;
  }

  private synchronized void recover() throws IOException {
    for (Path day : days()) {
      Path lines = day.resolve(LINES);
      if (Files.exists(lines)) {
        removeTornLine(lines);
      }
      bytes += bytesIn(day);
    }
  }

  private static void removeTornLine(Path file) throws IOException {
    try (RandomAccessFile lines = new RandomAccessFile(file.toFile(), "rw")) {
      long end = lines.length();
      for (; end > 0; end--) {
        lines.seek(end - 1);
        if (lines.read() == '\n') {
          break;
        }
      }
      if (end < lines.length()) {
        log.warn("{}: the last line was cut short and is removed", file);
        lines.setLength(end);
      }
    }
  }

  /** Adds an event; when this returns it survives a crash. What is out of bounds is deleted. */
  public synchronized void add(Ended ended, Instant now) throws IOException {
    ObjectEvent event = ended.event();
    Path day = Files.createDirectories(folder.resolve(dayOf(event.startMillis()).toString()));
    byte[] jpeg = Pictures.encodeJpeg(scaled(ended.picture()), QUALITY);
    Path picture = day.resolve(event.id() + ".jpg");
    try {
      Files.write(picture, jpeg);
    } catch (IOException e) {
      Files.deleteIfExists(picture);
      throw e;
    }
    byte[] line = (JSON.writeValueAsString(event) + "\n").getBytes(StandardCharsets.UTF_8);
    try (FileChannel out =
        FileChannel.open(day.resolve(LINES), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      long before = out.size();
      try {
        out.position(before);
        for (ByteBuffer buffer = ByteBuffer.wrap(line); buffer.hasRemaining(); ) {
          out.write(buffer);
        }
        out.force(true);
      } catch (IOException e) {
        // The next line must not begin in the middle of this one.
        out.truncate(before);
        throw e;
      }
    }
    bytes += jpeg.length + line.length;
    written++;
    trim(now);
  }

  /** The newest events, the oldest of them first. */
  public synchronized List<ObjectEvent> newest(int limit) throws IOException {
    Deque<ObjectEvent> newest = new ArrayDeque<>();
    List<Path> days = days();
    for (int i = days.size() - 1; i >= 0; i--) {
      List<String> lines = lines(days.get(i));
      for (int line = lines.size() - 1; line >= 0; line--) {
        if (newest.size() == limit) {
          return List.copyOf(newest);
        }
        newest.addFirst(JSON.readValue(lines.get(line), ObjectEvent.class));
      }
    }
    return List.copyOf(newest);
  }

  private static List<String> lines(Path day) throws IOException {
    Path lines = day.resolve(LINES);
    return Files.exists(lines) ? Files.readAllLines(lines) : List.of();
  }

  private static LocalDate dayOf(long millis) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
  }

  private static Picture scaled(Picture picture) {
    double scale = (double) MAX_SIDE / Math.max(picture.width(), picture.height());
    return scale >= 1
        ? picture
        : Pictures.resize(
            picture,
            Math.max(1, (int) Math.round(picture.width() * scale)),
            Math.max(1, (int) Math.round(picture.height() * scale)));
  }

  /** Deletes old days; then, while it is too large, the oldest day's pictures, then the day. */
  private void trim(Instant now) throws IOException {
    LocalDate oldest = dayOf(now.minus(config.maxAge()).toEpochMilli());
    LocalDate newest = dayOf(now.plus(FUTURE).toEpochMilli());
    for (Path day : days()) {
      LocalDate date = LocalDate.parse(day.getFileName().toString());
      // A day in the future was written before the clock was corrected.
      if (date.isBefore(oldest) || date.isAfter(newest)) {
        deleteDay(day);
      }
    }
    if (bytes <= config.maxBytes()) {
      return; // a busy camera's day has too many files to list them for each event
    }
    for (Path day : days()) {
      for (Path picture : pictures(day)) {
        if (bytes <= config.maxBytes()) {
          return;
        }
        bytes -= Files.size(picture);
        Files.delete(picture);
      }
      if (bytes > config.maxBytes()) {
        deleteDay(day);
      }
    }
  }

  private void deleteDay(Path day) throws IOException {
    bytes -= bytesIn(day);
    List<Path> files = new ArrayList<>(pictures(day));
    files.add(day.resolve(LINES));
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
    Files.delete(day);
  }

  private List<Path> days() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(f -> f.getFileName().toString().matches("\\d{4}-\\d\\d-\\d\\d"))
          .sorted()
          .toList();
    }
  }

  private static List<Path> pictures(Path day) throws IOException {
    try (Stream<Path> all = Files.list(day)) {
      return all.filter(f -> f.toString().endsWith(".jpg")).sorted().toList();
    }
  }

  private static long bytesIn(Path day) throws IOException {
    long sum = 0;
    for (Path picture : pictures(day)) {
      sum += Files.size(picture);
    }
    Path lines = day.resolve(LINES);
    return Files.exists(lines) ? sum + Files.size(lines) : sum;
  }

  /** Events added since the process started. */
  public synchronized long written() {
    return written;
  }

  public synchronized long bytesOnDisk() {
    return bytes;
  }
}
