package io.vedette.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.DetectorException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class OwnCommandTest {

  @TempDir Path folder;

  /** Says its words, and hangs if one of them is "hang". */
  static final class Talker {
    private Talker() {}

    public static void main(String[] words) throws InterruptedException {
      for (String word : words) {
        System.out.println(word);
        if (word.equals("hang")) {
          new CountDownLatch(1).await();
        }
      }
    }
  }

  @Test
  void itsOutputIsReportedAndKept() throws Exception {
    List<String> lines = new ArrayList<>();
    Path log = folder.resolve("log");

    new OwnCommand(Talker.class).run(List.of("one", "two"), log, lines::add);

    assertThat(lines).contains("one", "two");
    assertThat(log).content().contains("one", "two");
  }

  @Test
  @Timeout(60)
  void oneThatHangsIsKilledAndTheErrorSaysWhy() {
    OwnCommand limited =
        new OwnCommand(Talker.class, new ProcessLimits(Duration.ofSeconds(5), Long.MAX_VALUE));

    assertThatThrownBy(() -> limited.run(List.of("hang"), folder.resolve("log")))
        .isInstanceOf(DetectorException.class)
        .hasMessageContaining("killed: it wrote nothing for 5 s");
  }

  @Test
  @Timeout(60)
  void oneThatHoldsTooMuchMemoryIsKilled() {
    OwnCommand limited = new OwnCommand(Talker.class, new ProcessLimits(Duration.ofMinutes(1), 1));

    assertThatThrownBy(() -> limited.run(List.of("hang"), folder.resolve("log")))
        .isInstanceOf(DetectorException.class)
        .hasMessageContaining("MiB of at most 1");
  }
}
