package io.vedette.edge.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.edge.EdgeSharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Damaged recordings are read or refused in one line; nothing else is thrown. */
class TelemetryMutationTest {

  private static final int MAX_BYTES = 60_000;
  private static final int ROUNDS = 60;

  @Test
  void damagedRecordingsAreReadOrRefused() throws IOException {
    Random random = new Random(25);
    int refused = 0;
    int read = 0;
    for (Path file : files()) {
      byte[] whole = Files.readAllBytes(file);
      byte[] bytes = Arrays.copyOf(whole, Math.min(whole.length, MAX_BYTES));
      for (int round = 0; round < ROUNDS; round++) {
        byte[] damaged = damage(bytes, random);
        for (TelemetryForm form : formsOf(bytes, damaged)) {
          try {
            form.read(damaged);
            read++;
          } catch (TelemetryException e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
            refused++;
          }
        }
      }
    }
    assertThat(read).isPositive();
    assertThat(refused).isPositive();
  }

  /** The form of the undamaged file reads it even where its beginning is damaged. */
  private static List<TelemetryForm> formsOf(byte[] whole, byte[] damaged) {
    return TelemetryFiles.FORMS.stream()
        .filter(form -> form.recognises(whole) | form.recognises(damaged))
        .toList();
  }

  private static byte[] damage(byte[] bytes, Random random) {
    byte[] damaged = bytes.clone();
    if (damaged.length == 0) {
      return damaged;
    }
    int kind = random.nextInt(4);
    if (kind == 0) {
      return Arrays.copyOf(damaged, random.nextInt(damaged.length));
    }
    int places = 1 + random.nextInt(kind == 1 ? 4 : 200);
    for (int i = 0; i < places; i++) {
      int at = random.nextInt(damaged.length);
      damaged[at] =
          (byte)
              (kind == 3 ? new int[] {0, 0xff, 0x80, 0x7f}[random.nextInt(4)] : random.nextInt());
    }
    return damaged;
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(EdgeSharedFiles.of("samples/telemetry"))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
