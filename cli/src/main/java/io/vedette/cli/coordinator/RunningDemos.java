package io.vedette.cli.coordinator;

import io.vedette.wire.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The demos of this user that run now: a file each in the user's state folder. A file whose process
 * has ended is deleted when it is met.
 */
public final class RunningDemos {

  private static final Logger log = LoggerFactory.getLogger(RunningDemos.class);

  /** No more files than these are looked at. */
  private static final int MAX_FILES = 100;

  private final Path folder;

  /**
   * @param folder where the files are; need not be there
   */
  public RunningDemos(Path folder) {
    this.folder = folder;
  }

  /**
   * Those of this user: {@code $XDG_STATE_HOME/vedette/demos}, else under ~/.local/state. The
   * system property {@code vedette.state} names another place of state.
   */
  public static RunningDemos ofThisUser() {
    return new RunningDemos(stateFolder().resolve("demos"));
  }

  /** Where the command line keeps what it remembers of this user. */
  static Path stateFolder() {
    String stateFolder = System.getProperty("vedette.state", System.getenv("XDG_STATE_HOME"));
    Path state =
        stateFolder == null || !Path.of(stateFolder).isAbsolute()
            ? Path.of(System.getProperty("user.home"), ".local", "state")
            : Path.of(stateFolder);
    return state.resolve("vedette");
  }

  /**
   * Tells of a demo, in its own folder and here, until the result is closed. A state folder that
   * cannot be written does not keep a demo from running.
   */
  public Announcement announce(RunningDemo demo) throws IOException {
    Path own = demo.directory().resolve(RunningDemo.FILE);
    demo.write(own);
    Path shared = folder.resolve(demo.pid() + ".json");
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      demo.write(shared);
    } catch (IOException e) {
      log.warn(
          "{}: cannot be written; other commands need --coordinator: {}", shared, e.toString());
    }
    return new Announcement(List.of(own, shared));
  }

  /** Those that run, the newest first. */
  public List<RunningDemo> running() {
    List<RunningDemo> running = new ArrayList<>();
    for (Path file : files()) {
      Optional<RunningDemo> demo = RunningDemo.read(file).filter(RunningDemo::isRunning);
      demo.ifPresentOrElse(running::add, () -> forget(file));
    }
    running.sort(Comparator.comparingLong(RunningDemo::startedMs).reversed());
    return running;
  }

  /** The same coordinator as its demo dials it; empty: it is none of a demo that runs. */
  Optional<Endpoint> at(Endpoint coordinator) {
    return running().stream()
        .filter(demo -> demo.coordinator().equals(coordinator.toString()))
        .findFirst()
        .map(RunningDemo::endpoint);
  }

  private List<Path> files() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".json")).limit(MAX_FILES).toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static void forget(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      log.debug("{}: cannot be deleted: {}", file, e.toString());
    }
  }

  /** The files that describe demos. */
  public static final class Announcement implements AutoCloseable {
    private final List<Path> files;

    private Announcement(List<Path> files) {
      this.files = files;
    }

    /** The demo has ended. */
    @Override
    public void close() {
      files.forEach(RunningDemos::forget);
    }
  }
}
