package io.vedette.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.proto.v1.RolloutPlan;
import io.vedette.proto.v1.RolloutWave;
import io.vedette.proto.v1.VersionRef;
import java.util.List;
import org.junit.jupiter.api.Test;

class RolloutPlanTextTest {

  @Test
  void aPlanIsReadInALook() {
    RolloutPlan plan =
        RolloutPlan.newBuilder()
            .setVersion(VersionRef.newBuilder().setName("boards").setNumber(3))
            .addWaves(RolloutWave.newBuilder().setDevices(1).addNamed("line-1"))
            .addWaves(
                RolloutWave.newBuilder()
                    .setNumber(1)
                    .setDevices(40)
                    .setMayFail(2)
                    .addAllNamed(List.of("line-2", "line-3", "line-4", "line-5", "line-6")))
            .setAtOnce(500)
            .setDeviceDeadlineMs(120_000)
            .setBakeMs(30_000)
            .setBakeLimitMs(600_000)
            .setBakeFrames(100)
            .setBakeObjects(20)
            .setWatchMs(600_000)
            .setMostMs(5_400_000)
            .build();
    assertThat(RolloutPlanText.lines(plan))
        .containsExactly(
            "nothing -> boards:3",
            "  canary        1 device,  0 may fail   line-1",
            "  wave 1       40 devices, 2 may fail   line-2, line-3, line-4, line-5, …",
            "At most 500 install at one time; one that takes longer than 2 min has failed.",
            "Judged in the field on the canary and on all, each for 30 s, 100 frames and 20 objects at"
                + " least; a person decides after 10 min, and it may be turned back until 10 min after"
                + " the end.",
            "No device was timed yet; at most 1.5 h until it is over or waits for you.");
    assertThat(
            RolloutPlanText.lines(
                plan.toBuilder()
                    .setMeasuredDevices(3)
                    .setMedianInstallMs(8_500)
                    .setSlowInstallMs(14_000)
                    .setExpectedMs(102_000)
                    .build()))
        .last()
        .isEqualTo(
            "Expected time: 1.7 min (of 3 devices half took up to 8.5 s, nine of ten up to 14 s); at"
                + " most 1.5 h until it is over or waits for you.");
  }

  @Test
  void withoutDevicesItSaysWhatComes() {
    assertThat(RolloutPlanText.lines(RolloutPlan.getDefaultInstance()))
        .contains(
            "No device is online: the first that comes is the canary.",
            "It is not judged in the field: an install that is confirmed is enough.");
  }
}
