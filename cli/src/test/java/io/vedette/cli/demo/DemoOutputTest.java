package io.vedette.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.proto.v1.Device;
import io.vedette.proto.v1.DeviceSummary;
import io.vedette.proto.v1.Distillation;
import io.vedette.proto.v1.DistillationState;
import io.vedette.proto.v1.EscalationStatus;
import io.vedette.proto.v1.Heartbeat;
import io.vedette.proto.v1.Participant;
import io.vedette.proto.v1.ParticipantState;
import io.vedette.proto.v1.Round;
import io.vedette.proto.v1.RoundState;
import io.vedette.proto.v1.StudentStatus;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a person is told while the demo runs. */
class DemoOutputTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final SetClock clock = new SetClock();

  @Test
  void linesTellAnActivityWhenItIsAStepFurtherAndOnceAMinute() {
    DemoOutput output = new LineOutput(out, clock);
    output.now("0:01", List.of(new Activity("round r-1", "epoch 1", "epoch 1, 2:00 left")));
    output.now("0:02", List.of(new Activity("round r-1", "epoch 1", "epoch 1, 1:59 left")));
    clock.passed(Duration.ofSeconds(61));
    output.now("1:03", List.of(new Activity("round r-1", "epoch 1", "epoch 1, 0:59 left")));
    output.now("1:04", List.of(new Activity("round r-1", "epoch 2", "epoch 2, 0:58 left")));
    output.now("1:05", List.of());
    output.now("1:06", List.of(new Activity("round r-1", "epoch 2", "epoch 2, 0:57 left")));
    assertThat(told().lines())
        .containsExactly(
            "00:00:00 round r-1: epoch 1, 2:00 left",
            "00:01:01 round r-1: epoch 1, 0:59 left",
            "00:01:01 round r-1: epoch 2, 0:58 left",
            "00:01:01 round r-1: epoch 2, 0:57 left");
  }

  @Test
  void aTerminalKeepsLinesAndRenewsTheBlockBelowThem() {
    DemoOutput output = new LiveOutput(out, clock);
    output.line("started");
    output.now("0:01 of 4:00", List.of(new Activity("frames", "", "12 answered")));
    assertThat(told())
        .contains("00:00:00 started\n")
        .contains("0:01 of 4:00\nframes: 12 answered\n");
    bytes.reset();
    output.line("student:2 AP50 0.4");
    assertThat(told())
        .as("the block of two lines is taken back, the line written, the block written again")
        .startsWith("\033[2A\r\033[J00:00:00 student:2 AP50 0.4\n")
        .contains("0:01 of 4:00\nframes: 12 answered\n");
    bytes.reset();
    output.now("", List.of());
    assertThat(told()).isEqualTo("\033[2A\r\033[J");
  }

  @Test
  void theTimeLeftComesFromThePaceSoFar() {
    RemainingTime remaining = new RemainingTime();
    assertThat(remaining.of("d", 0, 0)).isEmpty();
    assertThat(remaining.of("d", 0, 30_000)).as("nothing is done yet").isEmpty();
    assertThat(remaining.of("d", 0.25, 60_000)).contains(Duration.ofSeconds(180));
    assertThat(remaining.of("d", 0.25, 70_000))
        .as("time passes while nothing is told")
        .contains(Duration.ofSeconds(170));
    assertThat(remaining.of("d", 0.25, 900_000)).contains(Duration.ZERO);
    assertThat(remaining.of("d", 0, 910_000)).as("it began anew").isEmpty();
    assertThat(RemainingTime.clock(Duration.ofSeconds(130))).isEqualTo("2:10");
    assertThat(RemainingTime.clock(Duration.ofSeconds(3730))).isEqualTo("1:02:10");
  }

  @Test
  void whatIsUnderWayIsReadFromTheCoordinator() {
    Activities activities = new Activities();
    List<Activity> found = activities.of(trainingAt(0, 3), 4000);
    assertThat(found)
        .extracting(Activity::line)
        .containsExactly(
            "frames: 4000 answered, 1310 escalated, 4 verdicts, 1306 waiting for one",
            "round r-1: agent-1 epoch 2 of 2, agent-2 updated",
            "distillation d-1: training, epoch 3 of 8");
    assertThat(activities.of(trainingAt(60_000, 4), 4000).get(2).text())
        .isEqualTo("training, epoch 4 of 8, about 5:00 left");
  }

  private static LoopState trainingAt(long ms, int epoch) {
    return new LoopStateBuilder()
        .at(ms)
        .device(device("agent-1", "round r-1: training, epoch 2 of 2", 1306))
        .device(device("agent-2", "", 0))
        .round(
            Round.newBuilder().setId("r-1").setState(RoundState.ROUND_STATE_OPEN),
            participant("agent-1", ParticipantState.PARTICIPANT_STATE_TRAINING),
            participant("agent-2", ParticipantState.PARTICIPANT_STATE_UPDATED))
        .distillation(
            Distillation.newBuilder()
                .setId("d-1")
                .setState(DistillationState.DISTILLATION_STATE_RUNNING)
                .setStage("training")
                .setEpoch(epoch)
                .setEpochs(8))
        .build();
  }

  @Test
  void stepsTellTheTimeLeftWithinAnEpoch() {
    Distillation.Builder running =
        Distillation.newBuilder()
            .setId("d-1")
            .setState(DistillationState.DISTILLATION_STATE_RUNNING)
            .setStage("training")
            .setEpoch(1)
            .setEpochs(8)
            .setStepsTotal(200);
    Activities activities = new Activities();
    activities.of(new LoopStateBuilder().at(0).distillation(running).build(), 0);
    LoopState later = new LoopStateBuilder().at(10_000).distillation(running.setSteps(20)).build();
    assertThat(activities.of(later, 0).get(1).text())
        .isEqualTo("training, epoch 1 of 8, about 1:30 left");
  }

  private static Device.Builder device(String id, String learner, int waiting) {
    EscalationStatus status =
        EscalationStatus.newBuilder()
            .setEscalated(waiting == 0 ? 0 : waiting + 4)
            .setVerdicts(waiting == 0 ? 0 : 4)
            .setOutboxFrames(waiting)
            .build();
    return Device.newBuilder()
        .setSummary(DeviceSummary.newBuilder().setAgentId(id))
        .setHeartbeat(
            Heartbeat.newBuilder()
                .addStudents(StudentStatus.newBuilder().setLearner(learner))
                .setEscalation(status));
  }

  private static Participant.Builder participant(String id, ParticipantState state) {
    return Participant.newBuilder().setAgentId(id).setState(state);
  }

  private String told() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static final class SetClock extends Clock {
    private Instant now = Instant.EPOCH;

    void passed(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
