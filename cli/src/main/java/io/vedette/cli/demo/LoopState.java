package io.vedette.cli.demo;

import io.vedette.proto.v1.Device;
import io.vedette.proto.v1.Distillation;
import io.vedette.proto.v1.EscalationTotals;
import io.vedette.proto.v1.Event;
import io.vedette.proto.v1.Participant;
import io.vedette.proto.v1.Rollout;
import io.vedette.proto.v1.Round;
import io.vedette.proto.v1.Version;
import java.util.List;
import java.util.Map;

/**
 * What a demo shows and reports of its coordinator, lists newest first. A demo has few devices: it
 * reads all of them.
 *
 * @param atMs milliseconds since the epoch
 * @param participants by round
 * @param events the newest
 */
record LoopState(
    long atMs,
    EscalationTotals escalations,
    List<Device> devices,
    List<Round> rounds,
    Map<String, List<Participant>> participants,
    List<Distillation> distillations,
    List<Rollout> rollouts,
    List<Version> versions,
    List<Event> events) {

  /** Before the coordinator answered. */
  static final LoopState NONE =
      new LoopState(
          0,
          EscalationTotals.getDefaultInstance(),
          List.of(),
          List.of(),
          Map.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of());

  List<Participant> participants(Round round) {
    return participants.getOrDefault(round.getId(), List.of());
  }
}
