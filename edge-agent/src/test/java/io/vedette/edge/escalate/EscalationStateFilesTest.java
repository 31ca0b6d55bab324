package io.vedette.edge.escalate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.edge.escalate.audit.FieldAccuracy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EscalationStateFilesTest {

  @TempDir Path folder;

  private static List<Detection> boxes(int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(i -> new Detection(new Box(20 * i, 0, 20 * i + 10, 10), 0, "open", 0.9f))
        .toList();
  }

  private static void audit(FieldAccuracy accuracy, SplittableRandom random, int frames) {
    for (int i = 0; i < frames; i++) {
      List<Detection> student = boxes(0, random.nextInt(6) + random.nextInt(3));
      List<Detection> teacher = boxes(random.nextInt(2), random.nextInt(6));
      accuracy.add(i % 3 == 0 ? "gate" : "line", "digest-" + i % 2, student, teacher);
    }
  }

  private FieldAccuracy remembered() throws IOException {
    FieldAccuracy accuracy = new FieldAccuracy();
    try (EscalationStateFiles files = EscalationStateFiles.open(folder)) {
      files.restore(accuracy);
    }
    return accuracy;
  }

  @Test
  void whatAuditsSaidGoesOnAfterARestartAsIfThereHadBeenNone() throws Exception {
    FieldAccuracy through = new FieldAccuracy();
    SplittableRandom random = new SplittableRandom(3);
    audit(through, random, 200);
    try (EscalationStateFiles files = EscalationStateFiles.open(folder)) {
      files.write(through);
    }
    FieldAccuracy restarted = remembered();
    assertThat(restarted.rows()).hasSize(4).isEqualTo(through.rows());

    audit(through, random.split(), 300);
    SplittableRandom again = new SplittableRandom(3);
    audit(new FieldAccuracy(), again, 200);
    audit(restarted, again.split(), 300);
    assertThat(restarted.rows()).isEqualTo(through.rows());
  }

  @Test
  void aTornOrAlteredRecordOfAuditsIsAsNone() throws Exception {
    FieldAccuracy accuracy = new FieldAccuracy();
    audit(accuracy, new SplittableRandom(3), 50);
    Path file = folder.resolve("audits.state");
    try (EscalationStateFiles files = EscalationStateFiles.open(folder)) {
      files.write(accuracy);
    }
    byte[] whole = Files.readAllBytes(file);

    for (int length : new int[] {0, 3, 11, whole.length / 2, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThat(remembered().rows()).as("%d bytes", length).isEmpty();
    }
    byte[] altered = whole.clone();
    altered[whole.length / 2] ^= 1;
    Files.write(file, altered);
    assertThat(remembered().rows()).isEmpty();
    Files.write(file, whole);
    assertThat(remembered().rows()).isEqualTo(accuracy.rows());
  }
}
