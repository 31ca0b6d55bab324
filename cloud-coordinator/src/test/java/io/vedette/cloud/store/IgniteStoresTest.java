package io.vedette.cloud.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.cloud.Scratch;
import io.vedette.cloud.distillation.DistillationStore;
import io.vedette.cloud.escalation.Escalation;
import io.vedette.cloud.escalation.EscalationStore;
import io.vedette.cloud.fleet.DeviceStore;
import io.vedette.cloud.rollout.RolloutStore;
import io.vedette.cloud.round.RoundStore;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IgniteStoresTest extends StoresContract {

  @TempDir static Path directory;

  private static IgniteNode node;

  @BeforeAll
  static void open() throws IOException {
    node = IgniteNode.open(directory);
  }

  @AfterAll
  static void close() throws IOException {
    node.close();
  }

  @Override
  EscalationStore escalations() {
    return new IgniteEscalationStore(node);
  }

  @Override
  DeviceStore devices() {
    return new IgniteDeviceStore(node);
  }

  @Override
  RoundStore rounds() {
    return new IgniteRoundStore(node);
  }

  @Override
  DistillationStore distillations() {
    return new IgniteDistillationStore(node);
  }

  @Override
  RolloutStore rollouts() {
    return new IgniteRolloutStore(node);
  }

  @Test
  void whatWasPutIsThereAfterARestart() throws IOException {
    Escalation escalation = Scratch.escalation("id-00009", false, false);
    escalations().put(escalation);

    node.close();
    node = IgniteNode.open(directory);

    assertThat(escalations().find("id-00009")).contains(escalation);
  }

  @Test
  void aDirectoryInUseIsRefusedInOneLine() {
    assertThatThrownBy(() -> IgniteNode.open(directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("in use by another coordinator")
        .hasMessageNotContaining("\n");
  }

  @Test
  void aComponentThatALaterVersionAddedDoesNotHinderAnEarlierOne() {
    byte[] later =
        """
        {"version": {"name": "student", "number": 2}, "id": "o-9", "phase": "DONE",
         "members": [], "why": "", "added": {"later": true}}
        """
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    IgniteTable table = node.table("rollouts-of-later");
    table.put("o-9", later);

    var records =
        new IgniteRecords<>(
            table, io.vedette.cloud.rollout.Rollout.class, io.vedette.cloud.rollout.Rollout::id);

    assertThat(records.find("o-9"))
        .hasValueSatisfying(r -> assertThat(r.version()).isEqualTo(Scratch.V2));
  }
}
