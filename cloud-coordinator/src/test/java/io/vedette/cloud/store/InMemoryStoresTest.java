package io.vedette.cloud.store;

import io.vedette.cloud.distillation.DistillationStore;
import io.vedette.cloud.distillation.InMemoryDistillationStore;
import io.vedette.cloud.escalation.EscalationStore;
import io.vedette.cloud.escalation.InMemoryEscalationStore;
import io.vedette.cloud.fleet.DeviceStore;
import io.vedette.cloud.fleet.InMemoryDeviceStore;
import io.vedette.cloud.rollout.InMemoryRolloutStore;
import io.vedette.cloud.rollout.RolloutStore;
import io.vedette.cloud.round.InMemoryRoundStore;
import io.vedette.cloud.round.RoundStore;

class InMemoryStoresTest extends StoresContract {

  private final EscalationStore escalations = new InMemoryEscalationStore();
  private final DeviceStore devices = new InMemoryDeviceStore();
  private final RoundStore rounds = new InMemoryRoundStore();
  private final DistillationStore distillations = new InMemoryDistillationStore();
  private final RolloutStore rollouts = new InMemoryRolloutStore();

  @Override
  EscalationStore escalations() {
    return escalations;
  }

  @Override
  DeviceStore devices() {
    return devices;
  }

  @Override
  RoundStore rounds() {
    return rounds;
  }

  @Override
  DistillationStore distillations() {
    return distillations;
  }

  @Override
  RolloutStore rollouts() {
    return rollouts;
  }
}
