package io.vedette.edge.learn;

import io.vedette.detector.dataset.CocoWriter;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Sample;
import io.vedette.detector.dataset.Truth;
import io.vedette.edge.disk.DamagedFiles;
import io.vedette.edge.disk.DurableFiles;
import io.vedette.edge.disk.OldJsonFile;
import io.vedette.edge.outbox.Escalation;
import io.vedette.edge.outbox.Escalation.SentPicture;
import io.vedette.edge.outbox.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest frames with their verdicts, within bounds. Each is a JPEG and a record; the record is
 * written last, so that an example is complete when its record exists. Frames that are held out for
 * validation are not stored. Safe for use by many threads.
 */
public final class ReplayStore {

  private static final Logger log = LoggerFactory.getLogger(ReplayStore.class);
  private static final String RECORD = ".example";
  private static final String PICTURE = ".jpg";

  /** Records of earlier releases, which were JSON. */
  private static final String OLD_RECORD = ".json";

  private final Path folder;
  private final int maxExamples;
  private final long maxBytes;
  private final TreeMap<Long, Entry> entries = new TreeMap<>();
  private long bytes;

  private record Entry(ReplayExample example, long bytes) {}

  private ReplayStore(Path folder, LearnerConfig config) {
    this.folder = folder;
    this.maxExamples = config.maxExamples();
    this.maxBytes = config.maxBytes();
  }

  /** Opens the store that an earlier process left in a folder, or a new one. */
  public static ReplayStore open(Path folder, LearnerConfig config) throws IOException {
    Files.createDirectories(folder);
    ReplayStore store = new ReplayStore(folder, config);
    store.recover();
    return store;
  }

  private synchronized void recover() throws IOException {
    for (Path old : files(OLD_RECORD)) {
      OldJsonFile.rename(old, folder.resolve(stem(old) + RECORD));
    }
    for (Path file : files(RECORD)) {
      Optional<ReplayExample> example =
          DamagedFiles.readOrSetAside(file, ReplayExampleFile::decode, "the example is lost");
      if (example.isPresent()) {
        recover(example.get());
      }
    }
    for (Path picture : files(PICTURE)) {
      if (!Files.exists(folder.resolve(stem(picture) + RECORD))) {
        Files.delete(picture);
      }
    }
    trim();
  }

  private void recover(ReplayExample example) throws IOException {
    Path picture = picture(example);
    if (Files.exists(picture)) {
      long size = Files.size(picture);
      entries.put(example.number(), new Entry(example, size));
      bytes += size;
    } else {
      log.warn("{}: its picture is missing; the example is deleted", record(example));
      Files.deleteIfExists(record(example));
    }
  }

  private List<Path> files(String suffix) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(f -> f.toString().endsWith(suffix)).sorted().toList();
    }
  }

  private static String stem(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(0, name.indexOf('.'));
  }

  /** Adds a frame, unless it is held out or known. Durable when this returns. */
  public synchronized void add(Escalation escalation, Verdict verdict) throws IOException {
    if (verdict.heldOut()
        || entries.values().stream()
            .anyMatch(e -> e.example.escalationId().equals(escalation.id()))) {
      return;
    }
    SentPicture picture = escalation.picture();
    long number = entries.isEmpty() ? 1 : entries.lastKey() + 1;
    ReplayExample example =
        new ReplayExample(
            number, escalation.id(), picture.width(), picture.height(), verdict.detections());
    DurableFiles.write(picture(example), picture.jpeg());
    DurableFiles.write(record(example), ReplayExampleFile.encode(example));
    entries.put(number, new Entry(example, picture.jpeg().length));
    bytes += picture.jpeg().length;
    trim();
  }

  private void trim() throws IOException {
    while (entries.size() > maxExamples || bytes > maxBytes) {
      Map.Entry<Long, Entry> oldest = entries.pollFirstEntry();
      bytes -= oldest.getValue().bytes;
      Files.deleteIfExists(record(oldest.getValue().example));
      Files.deleteIfExists(picture(oldest.getValue().example));
    }
  }

  public synchronized int size() {
    return entries.size();
  }

  /** At most {@code count} examples, the newest first. */
  synchronized List<ReplayExample> newest(int count) {
    List<ReplayExample> newest = new ArrayList<>();
    for (Entry entry : entries.descendingMap().values()) {
      if (newest.size() >= count) {
        break;
      }
      newest.add(entry.example);
    }
    return newest;
  }

  /**
   * Writes the newest examples as a COCO dataset: {@code annotations.json} and linked pictures,
   * which survive trimming here.
   *
   * @param count examples at most
   * @param labels the student's; objects with other labels are left out, and so are examples that
   *     have no others: their teacher looked for something else, and the student would learn to see
   *     nothing there
   * @return ids of the escalations in it
   */
  synchronized List<String> writeDataset(int count, List<String> labels, Path target)
      throws IOException {
    Files.createDirectories(target);
    List<Sample> samples = new ArrayList<>();
    for (ReplayExample example : newest(count)) {
      if (Files.exists(picture(example)) && teaches(example, labels)) {
        Path link = target.resolve(example.stem() + PICTURE);
        Files.deleteIfExists(link);
        Files.createLink(link, picture(example));
        samples.add(sample(example, labels, link));
      }
    }
    CocoWriter.write(new Dataset("replay", labels, samples), target.resolve("annotations.json"));
    return samples.stream().map(Sample::id).toList();
  }

  private static boolean teaches(ReplayExample example, List<String> labels) {
    return example.detections().isEmpty()
        || example.detections().stream().anyMatch(d -> labels.contains(d.label()));
  }

  private static Sample sample(ReplayExample example, List<String> labels, Path picture) {
    List<Truth> truths =
        example.detections().stream()
            .filter(d -> labels.contains(d.label()))
            .map(d -> Truth.of(d.box(), labels.indexOf(d.label())))
            .toList();
    return new Sample(example.escalationId(), picture, example.width(), example.height(), truths);
  }

  private Path picture(ReplayExample example) {
    return folder.resolve(example.stem() + PICTURE);
  }

  private Path record(ReplayExample example) {
    return folder.resolve(example.stem() + RECORD);
  }
}
