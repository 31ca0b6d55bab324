package io.vedette.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One byte of a killed coordinator's data directory is changed, at many places in turn, and its
 * stores are opened: each place must be harmless, or reported. A place is silent when a frame is
 * missing or changed and nobody said so.
 *
 * <p>{@code -Dvedette.places=1000} sets how many places are tried (default: 200), {@code
 * -Dvedette.seed} which.
 */
@Tag("slow")
class FlippedByteTest {

  private static final int PLACES = Integer.getInteger("vedette.places", 200);
  private static final long SEED = Long.getLong("vedette.seed", 1);
  private static final int WORKERS = 2;
  private static final int BLOCK = 4_096;
  private static final String RESULT = "result ";

  @TempDir Path folder;

  private enum Outcome {
    HARMLESS,
    REPORTED,
    SILENT
  }

  /**
   * A place that is tried.
   *
   * @param kind folder that says what the file is
   * @param file relative to the data directory
   */
  private record Place(String kind, Path file, long offset) {}

  private record Tried(Place place, Outcome outcome, String why) {}

  /** Opens stores of changed copies: a damaged page may end the process that reads it. */
  public static final class Worker {
    private Worker() {}

    public static void main(String[] arguments) throws Exception {
      Path original = Path.of(arguments[0]);
      Path copy = Path.of(arguments[1]);
      BufferedReader places =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = places.readLine(); line != null; line = places.readLine()) {
        String[] place = line.split(" ");
        delete(copy);
        copy(original, copy);
        flip(copy.resolve(place[0]), Long.parseLong(place[1]));
        System.out.println(RESULT + AcceptedFrames.check(copy));
      }
      delete(copy);
      System.exit(0);
    }
  }

  /** Changes one bit, which depends on the offset; a second time changes it back. */
  private static void flip(Path file, long offset) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(offset);
      int found = bytes.read();
      bytes.seek(offset);
      bytes.write(found ^ (1 << (offset % 8)));
    }
  }

  @Test
  void everyChangedByteIsHarmlessOrReported() throws Exception {
    Path original = folder.resolve("original");
    make(original);
    List<Place> places = places(original);
    ConcurrentLinkedQueue<Tried> tried = new ConcurrentLinkedQueue<>();
    inOpenStores(original, places.stream().filter(FlippedByteTest::readOnDemand).toList(), tried);
    Deque<Place> waiting =
        new ArrayDeque<>(places.stream().filter(place -> !readOnDemand(place)).toList());
    List<CompletableFuture<Void>> workers = new ArrayList<>();
    for (int i = 0; i < WORKERS; i++) {
      Path copy = folder.resolve("copy-" + i);
      workers.add(CompletableFuture.runAsync(() -> work(original, copy, waiting, tried)));
    }
    workers.forEach(CompletableFuture::join);

    System.out.println(table(tried));
    assertThat(tried).hasSize(PLACES);
    assertThat(tried.stream().filter(t -> t.outcome == Outcome.SILENT)).isEmpty();
  }

  /** Pictures are read when somebody wants them: no new start is needed. */
  private static boolean readOnDemand(Place place) {
    return place.kind.equals("frames");
  }

  private void inOpenStores(Path original, List<Place> places, ConcurrentLinkedQueue<Tried> tried)
      throws Exception {
    Path copy = folder.resolve("open");
    copy(original, copy);
    AcceptedFrames.whileOpen(
        copy,
        check -> {
          for (Place place : places) {
            Path file = copy.resolve(place.file);
            flip(file, place.offset);
            tried.add(tried(place, check.call()));
            flip(file, place.offset);
          }
        });
  }

  private static void make(Path original) throws Exception {
    Process maker = process(AcceptedFrames.class, original.toString());
    maker.getOutputStream().close();
    String said = new String(maker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(maker.waitFor()).as(said).isEqualTo(AcceptedFrames.HALTED);
  }

  /** As many in each kind of file; zeros are left out, since most of a log is empty. */
  private static List<Place> places(Path original) throws IOException {
    Map<String, List<Path>> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(original)) {
      for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
        Path relative = original.relativize(file);
        String kind = kind(relative);
        if (!kind.isEmpty() && Files.size(file) > 0) {
          files.computeIfAbsent(kind, k -> new ArrayList<>()).add(relative);
        }
      }
    }
    Random random = new Random(SEED);
    List<String> kinds = List.copyOf(files.keySet());
    List<Place> places = new ArrayList<>();
    while (places.size() < PLACES) {
      String kind = kinds.get(places.size() % kinds.size());
      List<Path> its = files.get(kind);
      Path file = its.get(random.nextInt(its.size()));
      byte[] block = new byte[BLOCK];
      try (RandomAccessFile bytes = new RandomAccessFile(original.resolve(file).toFile(), "r")) {
        long at = (long) (random.nextDouble() * bytes.length()) / BLOCK * BLOCK;
        bytes.seek(at);
        int length = bytes.read(block);
        int within = random.nextInt(Math.max(1, length));
        if (length > 0 && block[within] != 0) {
          places.add(new Place(kind, file, at + within));
        }
      }
    }
    return places;
  }

  private static String kind(Path file) {
    for (Path part : file) {
      String name = part.toString();
      if (List.of("wal", "pages", "frames").contains(name)) {
        return name;
      }
    }
    return "";
  }

  private static void work(
      Path original, Path copy, Deque<Place> waiting, ConcurrentLinkedQueue<Tried> tried) {
    try {
      for (Place place = next(waiting); place != null; ) {
        Process worker = process(Worker.class, original.toString(), copy.toString());
        try (BufferedReader lines = worker.inputReader(StandardCharsets.UTF_8);
            PrintWriter out = new PrintWriter(worker.outputWriter(StandardCharsets.UTF_8), true)) {
          String answer = "";
          while (place != null && answer != null) {
            out.println(place.file + " " + place.offset);
            answer = result(lines);
            tried.add(
                answer == null
                    ? new Tried(place, Outcome.REPORTED, "the process ended")
                    : tried(place, answer));
            place = next(waiting);
          }
        } finally {
          worker.destroyForcibly().waitFor();
        }
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Place next(Deque<Place> waiting) {
    synchronized (waiting) {
      return waiting.poll();
    }
  }

  private static Tried tried(Place place, String answer) {
    int space = answer.indexOf(' ');
    String name = space < 0 ? answer : answer.substring(0, space);
    return new Tried(place, Outcome.valueOf(name), space < 0 ? "" : answer.substring(space + 1));
  }

  /** The next result; null when the process ended instead. */
  private static String result(BufferedReader lines) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(RESULT)) {
        return line.substring(RESULT.length());
      }
    }
    return null;
  }

  private static Process process(Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + Path.of("src/main/resources/ignite.jvm.options").toAbsolutePath());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static String table(Iterable<Tried> tried) {
    Map<String, EnumMap<Outcome, Integer>> counts = new TreeMap<>();
    StringBuilder text = new StringBuilder();
    for (Tried each : tried) {
      counts
          .computeIfAbsent(each.place.kind, kind -> new EnumMap<>(Outcome.class))
          .merge(each.outcome, 1, Integer::sum);
      if (each.outcome == Outcome.SILENT) {
        text.append(each.place.file)
            .append(" byte ")
            .append(each.place.offset)
            .append(": ")
            .append(each.why)
            .append('\n');
      }
    }
    text.append("| files | harmless | reported | silent |\n|---|---|---|---|\n");
    counts.forEach(
        (kind, its) ->
            text.append(
                "| %s | %d | %d | %d |%n"
                    .formatted(
                        kind,
                        at(its, Outcome.HARMLESS),
                        at(its, Outcome.REPORTED),
                        at(its, Outcome.SILENT))));
    return text.toString();
  }

  private static int at(Map<Outcome, Integer> counts, Outcome outcome) {
    return counts.getOrDefault(outcome, 0);
  }

  /** Copies files; blocks of zeros are left out, and take no room. */
  private static void copy(Path from, Path to) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(from)) {
      all = walk.toList();
    }
    byte[] block = new byte[1 << 16];
    byte[] zeros = new byte[1 << 16];
    for (Path source : all) {
      Path target = to.resolve(from.relativize(source));
      if (Files.isDirectory(source)) {
        Files.createDirectories(target);
        continue;
      }
      try (RandomAccessFile in = new RandomAccessFile(source.toFile(), "r");
          RandomAccessFile out = new RandomAccessFile(target.toFile(), "rw")) {
        out.setLength(in.length());
        long at = 0;
        for (int n = in.read(block); n > 0; n = in.read(block)) {
          if (!Arrays.equals(block, 0, n, zeros, 0, n)) {
            out.seek(at);
            out.write(block, 0, n);
          }
          at += n;
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : all) {
      Files.deleteIfExists(file);
    }
  }
}
