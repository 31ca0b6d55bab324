package io.vedette.cli.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cli.coordinator.RunningDemos.Announcement;
import io.vedette.wire.Endpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A demo is found while it runs, by its own user, and no longer. */
class RunningDemosTest {

  @TempDir Path folder;
  private Path state;
  private Path own;
  private RunningDemos demos;

  @BeforeEach
  void prepare() throws Exception {
    state = folder.resolve("state/vedette/demos");
    own = Files.createDirectory(folder.resolve("demo"));
    demos = new RunningDemos(state);
  }

  @Test
  void aDemoIsFoundWhileItRunsAndLeavesNothing() throws Exception {
    Endpoint endpoint =
        new Endpoint("127.0.0.1", 7512, true, Path.of("/etc/ca.pem"), Path.of("/etc/token"));
    assertThat(demos.running()).isEmpty();
    Announcement told =
        demos.announce(RunningDemo.ofThisProcess(endpoint, "http://127.0.0.1:8080/", own));
    assertThat(demos.running()).hasSize(1);
    assertThat(demos.running().get(0).endpoint()).isEqualTo(endpoint);
    assertThat(demos.running().get(0).dashboard()).isEqualTo("http://127.0.0.1:8080/");
    assertThat(own.resolve(RunningDemo.FILE)).content().contains("\"directory\" : \"" + own + "\"");
    assertThat(RunningDemo.read(own.resolve(RunningDemo.FILE))).contains(demos.running().get(0));
    told.close();
    assertThat(demos.running()).isEmpty();
    assertThat(files(state)).isEmpty();
    assertThat(files(own)).isEmpty();
  }

  @Test
  void nobodyElseMayReadIt() throws Exception {
    try (Announcement told = announce()) {
      for (Path file : List.of(files(state).get(0), own.resolve(RunningDemo.FILE))) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
      }
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void whatWasLeftBehindIsForgotten() throws Exception {
    try (Announcement told = announce()) {
      RunningDemo here = demos.running().get(0);
      Process ended = new ProcessBuilder("true").start();
      ended.waitFor();
      with(here, ended.pid(), here.startedMs()).write(state.resolve("gone.json"));
      with(here, here.pid(), here.startedMs() - 60_000).write(state.resolve("reused.json"));
      Files.writeString(state.resolve("torn.json"), "{\"pid\": 1");
      Files.writeString(state.resolve("other.json"), "[]");
      assertThat(demos.running()).containsExactly(here);
      assertThat(files(state)).as("stale files are deleted").hasSize(1);
    }
  }

  @Test
  void aStateFolderThatCannotBeMadeKeepsNoDemoFromRunning() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    RunningDemos nowhere = new RunningDemos(file.resolve("demos"));
    try (Announcement told =
        nowhere.announce(RunningDemo.ofThisProcess(Endpoint.plain("127.0.0.1", 7512), null, own))) {
      assertThat(nowhere.running()).isEmpty();
      assertThat(own.resolve(RunningDemo.FILE)).exists();
    }
  }

  private Announcement announce() throws Exception {
    return demos.announce(RunningDemo.ofThisProcess(Endpoint.plain("127.0.0.1", 7512), null, own));
  }

  private static RunningDemo with(RunningDemo demo, long pid, long startedMs) {
    return new RunningDemo(
        pid, startedMs, demo.coordinator(), false, null, null, null, demo.directory());
  }

  private static List<Path> files(Path in) throws Exception {
    try (Stream<Path> files = Files.list(in)) {
      return files.toList();
    }
  }
}
