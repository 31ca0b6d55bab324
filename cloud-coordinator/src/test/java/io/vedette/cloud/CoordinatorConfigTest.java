package io.vedette.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.cloud.distillation.DistillationConfig;
import io.vedette.cloud.round.RoundConfig;
import org.junit.jupiter.api.Test;

/** Every key and its default, and what is refused. */
class CoordinatorConfigTest {

  @Test
  void defaults() {
    assertThat(CoordinatorConfig.defaults().toString())
        .isEqualTo(
            "CoordinatorConfig["
                + "listener=ServerAddress[host=127.0.0.1, port=7400, certificate=null, key=null,"
                + " tokenFile=null, insecure=false], "
                + "dataDirectory=vedette-data, modelName=student, initialModel=null, "
                + "fleet=FleetConfig[heartbeat=PT2S, missedHeartbeats=3, maxDevices=100000], "
                + "escalation=EscalationIntakeConfig[window=16, maxWaiting=2000, heldOutShare=0.2, heldOutAudits=0.7,"
                + " retention=FrameRetentionConfig[maxFrames=100000, maxBytes=17179869184,"
                + " maxAge=PT2160H, maxQuarantined=1000, segmentBytes=67108864]], "
                + "teaching=TeacherBatchConfig[maxBatch=8, maxWait=PT0.05S, batchDeadline=PT1M,"
                + " maxAttempts=3], "
                + "rounds=RoundConfig[manual=false, newVerdicts=60, minAgents=2,"
                + " minInterval=PT1M, maxWait=PT1H, patience=PT5M, epochs=2, batch=8, learningRate=0.0,"
                + " minExamples=8, maxExamples=256, maxUpdateBytes=0, seed=1], "
                + "distillation=DistillationConfig[minTraining=16, maxTraining=400, rehearsalShare=0.3,"
                + " minValidation=8, maxValidation=200, epochs=4, batch=8, learningRate=0.0,"
                + " temperature=4.0, alpha=0.7, exitLoss=0.0, patience=PT5M, attempts=3,"
                + " workerGrace=PT30S, seed=1], "
                + "gates=GateConfig[tolerance=0.02, groupObjects=50, withoutGain=false,"
                + " int8Keep=0.98, int8Time=1.0], "
                + "rollouts=RolloutConfig[manual=false, deviceDeadline=PT2M, canary=null, "
                + "waves=[10, 50, 100], failures=5, atOnce=500, bake=BakeConfig[time=PT30S, frames=100, objects=20, limit=PT10M, watch=PT10M]], "
                + "artifacts=ArtifactRetentionConfig[maxBytes=17179869184, maxAge=PT2160H], operations=null, backups=BackupConfig[folder=null, every=null, keep=7], "
                + "identity=null]");
  }

  @Test
  void anUpdateMayHaveTwiceItsBaseUnlessTheConfigurationSaysHowMuch() {
    RoundConfig asGiven = new RoundConfig(true, 0, 0, null, null, null, 0, 0, 0, 0, 0, 5_000, 0);

    assertThat(RoundConfig.defaults().maxUpdateBytes(1_000)).isEqualTo(2_000 + (16 << 20));
    assertThat(asGiven.maxUpdateBytes(1_000)).isEqualTo(5_000);
  }

  @Test
  void aShareThatIsNoneIsRefused() {
    assertThatThrownBy(
            () -> new DistillationConfig(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, null, 0, null, 0))
        .hasMessage("distillation: exitLoss is a share, from 0 to below 1, not 2.0");
  }
}
