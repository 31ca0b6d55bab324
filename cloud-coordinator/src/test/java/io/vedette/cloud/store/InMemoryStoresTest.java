package io.vedette.cloud.store;

import io.vedette.cloud.escalation.EscalationStore;
import io.vedette.cloud.escalation.InMemoryEscalationStore;
import io.vedette.cloud.fleet.DeviceStore;
import io.vedette.cloud.fleet.InMemoryDeviceStore;
import io.vedette.cloud.history.HistoryStore;
import io.vedette.cloud.history.InMemoryHistoryStore;
import io.vedette.cloud.identity.people.InMemoryPeopleStore;
import io.vedette.cloud.identity.people.PeopleStore;
import io.vedette.cloud.machine.InMemoryMachineStore;
import io.vedette.cloud.machine.MachineStore;
import io.vedette.cloud.version.FleetVersionStore;
import io.vedette.cloud.version.InMemoryFleetVersionStore;

class InMemoryStoresTest extends StoresContract {

  private final EscalationStore escalations = new InMemoryEscalationStore();
  private final DeviceStore devices = new InMemoryDeviceStore();
  private final MachineStore machines = new InMemoryMachineStore();
  private final FleetVersionStore fleetVersions = new InMemoryFleetVersionStore();
  private final HistoryStore history = new InMemoryHistoryStore();
  private final PeopleStore people = new InMemoryPeopleStore();

  @Override
  EscalationStore escalations() {
    return escalations;
  }

  @Override
  DeviceStore devices() {
    return devices;
  }

  @Override
  MachineStore machines() {
    return machines;
  }

  @Override
  PeopleStore people() {
    return people;
  }

  @Override
  HistoryStore history() {
    return history;
  }

  @Override
  FleetVersionStore fleetVersions() {
    return fleetVersions;
  }
}
