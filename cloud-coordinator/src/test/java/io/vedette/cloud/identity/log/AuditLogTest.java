package io.vedette.cloud.identity.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {

  @TempDir Path folder;

  private final MemoryAuditLogStore store = new MemoryAuditLogStore();
  private KeyPair keys;
  private Path head;

  @BeforeEach
  void makeKeys() throws Exception {
    keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    head = folder.resolve("head.json");
  }

  private AuditLog open() {
    return AuditLog.open(store, head, keys);
  }

  static AuditLogEntry entry(String who, String method, String object, String outcome) {
    return new AuditLogEntry(
        0,
        1_000,
        who,
        "operator",
        "session",
        "10.0.0.7",
        method,
        object,
        "why: \"worn\"",
        "",
        outcome,
        "",
        1,
        "");
  }

  private AuditLog withTen() {
    AuditLog log = open();
    for (int i = 1; i <= 10; i++) {
      log.append(entry("anna", "TagDevice", "line-" + i, "OK"));
    }
    return log;
  }

  @Test
  void whatIsAppendedIsWholeAndSurvivesARestart() {
    withTen();
    AuditLog again = open();
    assertThat(again.faultsAtStart()).isEmpty();
    again.append(entry("bert", "RollBack", "r-3", "OK"));
    AuditLogVerdict verdict = again.verify();
    assertThat(verdict.faults()).isEmpty();
    assertThat(verdict.checked()).isEqualTo(11);
    assertThat(again.page(AuditLogFilter.ALL, 0, 2).entries())
        .extracting(AuditLogEntry::sequence, AuditLogEntry::object)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(11L, "r-3"),
            org.assertj.core.groups.Tuple.tuple(10L, "line-10"));
  }

  @Test
  void everyChangedByteOfEveryRowIsFound() {
    AuditLog log = withTen();
    for (long sequence = 1; sequence <= 10; sequence++) {
      byte[] row = store.rows.get(sequence);
      for (int i = 0; i < row.length; i++) {
        byte[] changed = row.clone();
        changed[i] ^= 1;
        store.rows.put(sequence, changed);
        assertThat(log.verify().whole()).as("row %d, byte %d", sequence, i).isFalse();
      }
      store.rows.put(sequence, row);
    }
    assertThat(log.verify().whole()).isTrue();
  }

  @Test
  void anEntryThatIsReplacedOrRemovedIsNamed() {
    AuditLog log = withTen();
    byte[] kept = store.rows.get(4L);
    store.rows.put(4L, new String(kept, UTF_8).replace("line-4", "line-5").getBytes(UTF_8));
    assertThat(log.verify().faults()).containsExactly("entry 4 or 5 was changed");
    store.rows.remove(4L);
    assertThat(log.verify().faults()).containsExactly("entry 4 is missing");
    store.rows.put(4L, "{".getBytes(UTF_8));
    assertThat(log.verify().faults()).contains("entry 4 cannot be read");
  }

  @Test
  void aCutAtTheEndIsFoundAndStaysFound() {
    withTen();
    store.cutTo(7);
    AuditLog log = open();
    assertThat(log.faultsAtStart()).containsExactly("entries 8 to 10 are missing");
    log.append(entry("anna", "SetAlias", "student", "OK"));
    assertThat(log.page(AuditLogFilter.ALL, 0, 1).entries().get(0).sequence()).isEqualTo(11);
    AuditLog later = open();
    assertThat(later.faultsAtStart()).isEmpty();
    assertThat(later.verify().faults()).containsExactly("entry 8 is missing");
  }

  @Test
  void aChangedOrMissingHeadIsFound() throws Exception {
    withTen();
    String signed = Files.readString(head);
    Files.writeString(head, signed.replace("\"last\":10", "\"last\":9"));
    assertThat(open().faultsAtStart().get(0)).contains("not signed by this coordinator");
    Files.delete(head);
    assertThat(open().faultsAtStart().get(0)).contains("the signed head is missing");
    assertThat(open().verify().whole()).isFalse();
  }

  @Test
  void aCrashBetweenRowAndHeadLosesNothing() throws Exception {
    AuditLog log = withTen();
    byte[] before = Files.readAllBytes(head);
    log.append(entry("anna", "SetAlias", "student", "OK"));
    Files.write(head, before);
    AuditLog again = open();
    assertThat(again.faultsAtStart()).isEmpty();
    again.append(entry("anna", "SetAlias", "student", "OK"));
    assertThat(again.verify().faults()).isEmpty();
    assertThat(again.verify().last()).isEqualTo(12);
  }

  @Test
  void anEntryThatTheDiskRefusesIsNotHalfThere() {
    AuditLog log = withTen();
    store.full = true;
    assertThatThrownBy(() -> log.append(entry("anna", "SetAlias", "student", "OK")))
        .isInstanceOf(UncheckedIOException.class);
    store.full = false;
    log.append(entry("anna", "SetAlias", "student", "OK"));
    assertThat(log.verify().faults()).isEmpty();
    assertThat(log.verify().last()).isEqualTo(11);
  }

  @Test
  void theOldestEntriesAreDroppedAndTheRestStaysWhole() {
    AuditLog log = AuditLog.open(store, head, keys, 4);
    for (int i = 1; i <= 10; i++) {
      log.append(entry("anna", "TagDevice", "line-" + i, "OK"));
    }
    assertThat(store.rows).hasSize(4);
    AuditLogVerdict verdict = AuditLog.open(store, head, keys, 4).verify();
    assertThat(verdict.faults()).isEmpty();
    assertThat(verdict.first()).isEqualTo(7);
    assertThat(log.page(AuditLogFilter.ALL, 0, 100).entries()).hasSize(4);
  }

  @Test
  void pagesAreFiltered() {
    AuditLog log = withTen();
    log.append(entry("bert", "RollBack", "r-3", "PERMISSION_DENIED"));
    AuditLogPage failed = log.page(new AuditLogFilter("", "", "", true, "", 0, 0), 0, 100);
    assertThat(failed.entries()).extracting(AuditLogEntry::who).containsExactly("bert");
    AuditLogPage first = log.page(new AuditLogFilter("anna", "", "", false, "LINE-", 0, 0), 0, 4);
    assertThat(first.entries()).extracting(AuditLogEntry::object).endsWith("line-7");
    AuditLogPage second =
        log.page(new AuditLogFilter("anna", "", "", false, "LINE-", 0, 0), first.next(), 100);
    assertThat(second.entries()).hasSize(6);
    assertThat(second.next()).isZero();
    assertThat(log.page(new AuditLogFilter("", "", "", false, "", 1_001, 0), 0, 9).entries())
        .isEmpty();
  }

  @Test
  void onlyItsOwnerReadsTheHead() throws Exception {
    withTen();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(head)))
        .isEqualTo("rw-------");
  }
}
