package io.vedette.cloud.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All machines of one kind as they are stored, those that left memory too. It reads the disk: for
 * any thread but the control loop.
 */
public final class MachineArchive<S> {

  private final MachineRecords<S, ?, ?> records;

  MachineArchive(MachineRecords<S, ?, ?> records) {
    this.records = records;
  }

  /** A machine with its rows. */
  public Optional<S> find(String id) {
    return find(records, id);
  }

  private static <S, R extends Row, F> Optional<S> find(
      MachineRecords<S, R, F> records, String id) {
    Optional<Machine<S, F>> machine = records.header(id);
    machine.ifPresent(records::loadRows);
    return machine.map(found -> found.state);
  }

  /** A page of machines without their rows, newest first. */
  public Page<S> newest(long before, int limit) {
    List<S> found = new ArrayList<>();
    long number = Math.min(before - 1, records.last());
    for (; number >= 1 && found.size() < limit; number--) {
      header(records, number).ifPresent(found::add);
    }
    return new Page<>(found, number + 1);
  }

  private static <S, R extends Row, F> Optional<S> header(
      MachineRecords<S, R, F> records, long number) {
    return records.id(number).flatMap(records::header).map(machine -> machine.state);
  }

  /**
   * A page of machines.
   *
   * @param before where the next page begins: it has machines with lower numbers; 1 at the end
   */
  public record Page<S>(List<S> machines, long before) {}
}
