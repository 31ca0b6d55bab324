package io.vedette.cloud.identity.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatedRefusalsTest {

  private final RepeatedRefusals refusals = new RepeatedRefusals();

  private static AuditLogEntry refused(long atMs, String who, String address) {
    return new AuditLogEntry(
        0, atMs, who, "", "none", address, "SignIn", who, "", "", "UNAUTHENTICATED", "no", 1, "");
  }

  @Test
  void aFloodIsFiveEntriesAndOneThatCounts() {
    int alone = 0;
    for (int i = 0; i < 1_200; i++) {
      alone += refusals.add(refused(i, "anna", "10.0.0.7")).isPresent() ? 1 : 0;
    }
    assertThat(alone).isEqualTo(5);
    assertThat(refusals.ended(59_999)).isEmpty();
    List<AuditLogEntry> counted = refusals.ended(60_000);
    assertThat(counted).hasSize(1);
    assertThat(counted.get(0).times()).isEqualTo(1_195);
    assertThat(counted.get(0).who()).isEqualTo("anna");
    assertThat(refusals.ended(200_000)).isEmpty();
  }

  @Test
  void anotherAddressIsAnotherKind() {
    for (int i = 0; i < 10; i++) {
      refusals.add(refused(i, "anna", "10.0.0.7"));
    }
    assertThat(refusals.add(refused(11, "anna", "10.0.0.8"))).isPresent();
  }

  @Test
  void kindsAreBounded() {
    int alone = 0;
    for (int i = 0; i < 10_000; i++) {
      alone += refusals.add(refused(0, "name-" + i, "10.0.0.7")).isPresent() ? 1 : 0;
    }
    assertThat(alone).isEqualTo(RepeatedRefusals.MAX_KINDS + RepeatedRefusals.ALONE);
    assertThat(refusals.ended(60_000)).hasSize(1);
  }

  @Test
  void aClockThatWasSetBackEndsTheWindow() {
    for (int i = 0; i < 10; i++) {
      refusals.add(refused(1_000_000, "anna", "10.0.0.7"));
    }
    assertThat(refusals.ended(0)).hasSize(1);
  }
}
