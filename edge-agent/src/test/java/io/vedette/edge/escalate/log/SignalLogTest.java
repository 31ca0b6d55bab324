package io.vedette.edge.escalate.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.edge.escalate.log.LogRecord.Answered;
import io.vedette.edge.escalate.log.LogRecord.Choice;
import io.vedette.edge.escalate.log.LogRecord.Decided;
import io.vedette.edge.escalate.log.LogRecord.Sent;
import io.vedette.edge.escalate.policy.VerdictOutcome;
import io.vedette.edge.escalate.signal.Signal;
import io.vedette.edge.escalate.signal.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignalLogTest {

  @TempDir Path folder;

  private static Decided frame(long millis) {
    Signals signals = Signals.of(Map.of(Signal.MISSED, 0.5f, Signal.OBJECTS, 3f));
    return new Decided(millis, "yard", signals, Choice.AUDIT, 3, 0.03f, 99);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @Test
  void whatIsWrittenComesBackAndAFrameTakesAFewDozenBytes() throws IOException {
    VerdictOutcome outcome =
        new VerdictOutcome(2, 1, 3, new int[] {1, 2, 3, 0, 0, 0}, new int[] {0, 0, 0, 7, 8, 300});
    try (SignalLog log = SignalLog.open(folder, 1 << 20)) {
      log.add(frame(5));
      log.add(new Sent(99, 12_345));
      log.add(new Answered(99, outcome));
    }
    List<LogRecord> records = SignalLog.read(folder);
    assertThat(records).hasSize(3);
    Decided decided = (Decided) records.get(0);
    assertThat(decided.signals().get(Signal.OBJECTS)).isEqualTo(3);
    assertThat(decided.choice()).isEqualTo(Choice.AUDIT);
    assertThat(decided.question()).isEqualTo(99);
    assertThat(records.get(1)).isEqualTo(new Sent(99, 12_345));
    VerdictOutcome back = ((Answered) records.get(2)).outcome();
    assertThat(back.gain()).isEqualTo(outcome.gain());
    assertThat(back.right()).containsExactly(1, 2, 3, 0, 0, 0);
    assertThat(back.real()).containsExactly(0, 0, 0, 7, 8, 255);
    assertThat(frame(5).toBytes().length).isLessThan(80);
  }

  @Test
  void aTornTailCostsWhatWasTornAndTheNextRunGoesOn() throws IOException {
    try (SignalLog log = SignalLog.open(folder, 1 << 20)) {
      log.add(frame(1));
      log.add(frame(2));
    }
    Path file = files(folder).get(0);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 3));
    try (SignalLog log = SignalLog.open(folder, 1 << 20)) {
      log.add(frame(3));
    }
    assertThat(SignalLog.read(folder))
        .extracting(r -> ((Decided) r).millis())
        .containsExactly(1L, 3L);
  }

  @Test
  void damageIsNotRead() throws IOException {
    try (SignalLog log = SignalLog.open(folder, 1 << 20)) {
      log.add(frame(1));
      log.add(frame(2));
    }
    Path file = files(folder).get(0);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 20] ^= 1;
    Files.write(file, bytes);
    assertThat(SignalLog.read(folder)).hasSize(1);
    Files.write(
        file, new byte[] {(byte) 0xff, (byte) 0xff, 1}, StandardOpenOption.TRUNCATE_EXISTING);
    assertThat(SignalLog.read(folder)).isEmpty();
  }

  @Test
  void theFolderStaysWithinItsSizeAndKeepsTheNewest() throws IOException {
    try (SignalLog log = SignalLog.open(folder, 16_000)) {
      for (int i = 0; i < 2_000; i++) {
        log.add(frame(i));
      }
    }
    long bytes = 0;
    for (Path file : files(folder)) {
      bytes += Files.size(file);
    }
    assertThat(bytes).isLessThanOrEqualTo(16_000);
    List<LogRecord> records = SignalLog.read(folder);
    assertThat(((Decided) records.get(records.size() - 1)).millis()).isEqualTo(1_999);
  }
}
