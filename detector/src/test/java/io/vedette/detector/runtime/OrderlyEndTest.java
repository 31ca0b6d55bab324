package io.vedette.detector.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** A process that is told to stop ends when nothing is at work any more. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
final class OrderlyEndTest {

  @TempDir Path folder;

  /** Starts a program, sends SIGTERM when it says "at work", and gives back all that was said. */
  private List<String> stopped(Class<?> program) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:ErrorFile=" + folder.resolve("crash.log"),
                "-XX:-CreateCoredumpOnCrash",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName())
            .redirectErrorStream(true)
            .start();
    List<String> said = new ArrayList<>();
    try (var reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        said.add(line);
        if (line.equals("at work")) {
          process.toHandle().destroy(); // SIGTERM; the process' own would close its output
        }
      }
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(said.toString()).isEqualTo(143);
    assertThat(folder.resolve("crash.log")).doesNotExist();
    return said;
  }

  private static void atWork() {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
    System.out.println("at work");
  }

  @Test
  void theStepAtWorkIsFinishedThenHooksRun() throws Exception {
    assertThat(stopped(Finishing.class))
        .containsExactly("at work", "finished", "last words", "hook");
  }

  /** Waits to be told, and has something to finish. */
  static final class Finishing {
    public static void main(String[] arguments) throws Exception {
      try (OrderlyEnd end = OrderlyEnd.open(() -> System.out.println("last words"))) {
        try (OrderlyEnd part = OrderlyEnd.open(() -> System.out.println("not said"))) {
          atWork();
          part.await();
        }
        assertThat(end.isStopping()).isTrue();
        System.out.println("finished");
      }
    }
  }

  @Test
  void aStepThatDoesNotEndIsLeftBehindWithoutHooks() throws Exception {
    assertThat(stopped(Stuck.class))
        .containsExactly("at work", "not stopped within 200 ms; work is left undone", "last words");
  }

  /** Never asks whether it should stop. */
  static final class Stuck {
    public static void main(String[] arguments) throws Exception {
      Duration patience = Duration.ofMillis(200);
      try (OrderlyEnd end = OrderlyEnd.open(patience, () -> System.out.println("last words"))) {
        atWork();
        Thread.sleep(60_000);
      }
    }
  }

  @Test
  void whereNothingIsToBeFinishedAProcessEndsAtOnce() throws Exception {
    assertThat(stopped(Plain.class)).containsExactly("at work");
  }

  /** Has had an orderly end, which is over. */
  static final class Plain {
    public static void main(String[] arguments) throws Exception {
      OrderlyEnd.otherwiseAtOnce();
      OrderlyEnd.open(() -> System.out.println("not said")).close();
      atWork();
      Thread.sleep(60_000);
    }
  }
}
