package io.vedette.cloud.loop;

import io.vedette.cloud.distillation.Distillation;
import io.vedette.cloud.machine.EventTime;
import io.vedette.cloud.rollout.Rollout;
import io.vedette.cloud.rollout.RolloutEvent;
import io.vedette.cloud.round.Round;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What ends with a deployment. For the control loop only.
 *
 * @param cameras that go elsewhere
 * @param devices that have them
 * @param round id of the one under way; also of distillation and rollout
 */
record LoopEnd(
    int cameras,
    int devices,
    Optional<String> round,
    Optional<String> distillation,
    Optional<String> rollout) {

  private static final String WHY = "its deployment was deleted";

  static LoopEnd of(DeploymentLoop gone) {
    LoopStages stages = gone.stages();
    return new LoopEnd(
        gone.members().cameras(),
        gone.members().count(),
        stages.rounds().newest(1).stream().filter(Round::underWay).map(Round::id).findFirst(),
        stages.distillations().newest(1).stream()
            .filter(Distillation::underWay)
            .map(Distillation::id)
            .findFirst(),
        stages.rollouts().newest(1).stream()
            .filter(Rollout::underWay)
            .map(Rollout::id)
            .findFirst());
  }

  /** For people, a line for each. */
  List<String> words() {
    List<String> lines = new ArrayList<>();
    lines.add(
        cameras
            + (cameras == 1 ? " camera of " : " cameras of ")
            + devices
            + (devices == 1 ? " device" : " devices")
            + " will belong to the deployment that selects them then; until it sends a version they"
            + " go on with what they run");
    round.ifPresent(id -> lines.add(id + " is cancelled; late updates are refused"));
    distillation.ifPresent(id -> lines.add(id + " is cancelled"));
    rollout.ifPresent(id -> lines.add(id + " is aborted"));
    lines.add("frames that wait for a verdict are answered; frames, verdicts and versions stay");
    return lines;
  }

  void perform(DeploymentLoop gone, EventTime now) {
    LoopStages stages = gone.stages();
    round.ifPresent(id -> stages.rounds().cancel(id, WHY));
    distillation.ifPresent(id -> stages.distillations().cancel(id, WHY));
    rollout.ifPresent(id -> stages.rollouts().request(id, new RolloutEvent.Aborted(WHY, now)));
  }
}
