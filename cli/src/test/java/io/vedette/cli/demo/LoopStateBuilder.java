package io.vedette.cli.demo;

import io.vedette.proto.v1.Device;
import io.vedette.proto.v1.Distillation;
import io.vedette.proto.v1.EscalationTotals;
import io.vedette.proto.v1.Participant;
import io.vedette.proto.v1.ParticipantState;
import io.vedette.proto.v1.Rollout;
import io.vedette.proto.v1.Round;
import io.vedette.proto.v1.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts a coordinator's state together for a test. */
final class LoopStateBuilder {

  private long atMs;
  private EscalationTotals escalations = EscalationTotals.getDefaultInstance();
  private final List<Device> devices = new ArrayList<>();
  private final List<Round> rounds = new ArrayList<>();
  private final Map<String, List<Participant>> participants = new HashMap<>();
  private final List<Distillation> distillations = new ArrayList<>();
  private final List<Rollout> rollouts = new ArrayList<>();
  private final List<Version> versions = new ArrayList<>();

  LoopStateBuilder at(long ms) {
    atMs = ms;
    return this;
  }

  LoopStateBuilder answered(long frames) {
    escalations = EscalationTotals.newBuilder().setAnswered(frames).build();
    return this;
  }

  LoopStateBuilder device(Device.Builder device) {
    devices.add(device.build());
    return this;
  }

  /** A round, with its participants and their counts. */
  LoopStateBuilder round(Round.Builder round, Participant.Builder... parts) {
    List<Participant> all = new ArrayList<>();
    int updated = 0;
    for (Participant.Builder part : parts) {
      all.add(part.build());
      updated += part.getState() == ParticipantState.PARTICIPANT_STATE_UPDATED ? 1 : 0;
    }
    round.getParticipantsBuilder().setTotal(all.size()).setUpdated(updated);
    rounds.add(round.build());
    participants.put(round.getId(), all);
    return this;
  }

  LoopStateBuilder distillation(Distillation.Builder distillation) {
    distillations.add(distillation.build());
    return this;
  }

  LoopStateBuilder rollout(Rollout.Builder rollout) {
    rollouts.add(rollout.build());
    return this;
  }

  LoopStateBuilder version(Version.Builder version) {
    versions.add(version.build());
    return this;
  }

  LoopState build() {
    return new LoopState(
        atMs,
        escalations,
        devices,
        rounds,
        participants,
        distillations,
        rollouts,
        versions,
        List.of());
  }
}
