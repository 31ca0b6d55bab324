package io.vedette.edge.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an outbox said it has, it has, when its process is killed without warning. */
class KilledOutboxTest {

  @TempDir Path folder;

  /** Puts frames and settles every third, saying each id on standard output once it is durable. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) throws Exception {
      Outbox outbox = Outbox.open(Path.of(arguments[0]), OutboxConfig.defaults());
      for (int i = 0; ; i++) {
        String id = "f" + i;
        outbox.put(
            new Escalation(
                id,
                new Escalation.Source("c", i, i),
                new Escalation.SentPicture(new byte[20_000], 1, 1, null),
                new Escalation.StudentAnswer(List.of(), "d"),
                new Escalation.Cause(0.5f, "missed", false)));
        System.out.println("put " + id);
        if (i % 3 == 0) {
          outbox.settle(id, Settlement.VERDICT);
          System.out.println("settled " + id);
        }
        System.out.flush();
      }
    }
  }

  @Test
  void nothingAcceptedIsLostAndNothingSettledComesBack() throws Exception {
    Set<String> put = new HashSet<>();
    Set<String> settled = new HashSet<>();
    for (int life = 0; life < 2; life++) {
      Process process =
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElse("java"),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Writer.class.getName(),
                  folder.resolve("life" + life).toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      put.clear();
      settled.clear();
      try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
        String line = lines.readLine();
        for (; line != null; line = lines.readLine()) {
          (line.startsWith("put ") ? put : settled).add(line.substring(line.indexOf(' ') + 1));
          if (put.size() == 20 + 7 * life) {
            // through its handle, because Process.destroyForcibly also closes the pipe we read
            process.toHandle().destroyForcibly();
          }
        }
      }
      process.waitFor();
      Outbox outbox = Outbox.open(folder.resolve("life" + life), OutboxConfig.defaults());
      Set<String> expected = new HashSet<>(put);
      expected.removeAll(settled);
      assertThat(put).hasSizeGreaterThanOrEqualTo(20);
      assertThat(outbox.ids()).doesNotContainAnyElementsOf(settled);
      // The last frame may have been settled without having had the time to say so.
      Set<String> missing = new HashSet<>(expected);
      missing.removeAll(outbox.ids());
      assertThat(missing).hasSizeLessThanOrEqualTo(1);
      OutboxCounts counts = outbox.status().counts();
      assertThat(counts.torn()).isZero();
      assertThat(counts.escalated()).isEqualTo(counts.verdicts() + outbox.size());
    }
  }
}
