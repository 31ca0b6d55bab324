package io.vedette.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.cloud.distillation.DistillationConfig;
import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import io.vedette.proto.v1.ApplyDeploymentRequest;
import io.vedette.proto.v1.EndReplacementRequest;
import io.vedette.proto.v1.EscalatedFrame;
import io.vedette.proto.v1.Escalation;
import io.vedette.proto.v1.GetDeploymentRequest;
import io.vedette.proto.v1.GetEscalationRequest;
import io.vedette.proto.v1.ListTeacherReplacementsRequest;
import io.vedette.proto.v1.ReplaceTeacherRequest;
import io.vedette.proto.v1.Tag;
import io.vedette.proto.v1.TagDeviceRequest;
import io.vedette.proto.v1.TeacherReplacement;
import io.vedette.proto.v1.TeacherReplacementState;
import io.vedette.wire.ServerAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A teacher is compared with another on real connections, over a restart, and takes its place. */
class ReplacedTeacherTest {

  private static final String BOARDS =
      "{\"name\": \"boards\", \"selector\": \"line=boards\", \"teacher\": \"old\"}";

  @TempDir Path directory;

  private Coordinator coordinator;
  private People people;

  @BeforeEach
  void start() throws IOException {
    coordinator =
        Coordinator.start(
            new CoordinatorConfig(
                ServerAddress.loopback(0),
                directory.resolve("data"),
                null,
                null,
                null,
                null,
                null,
                null,
                DistillationConfig.defaults(),
                null,
                null,
                null,
                null,
                null,
                null));
    people = new People(coordinator.port());
  }

  @AfterEach
  void stop() {
    people.close();
    coordinator.close();
  }

  @Test
  void bothAnswerTheSameAuditsAndTheNewOneTakesOver() throws Exception {
    people.ask().applyDeployment(ApplyDeploymentRequest.newBuilder().setSpec(BOARDS).build());
    assertThatThrownBy(() -> replace("boards", "old"))
        .hasMessageContaining("old answers the frames of boards already");
    assertThat(replace("boards", "new").getAuditsWanted()).isEqualTo(2);
    assertThatThrownBy(() -> replace("boards", "third"))
        .hasMessageContaining("boards compares new with old already");

    try (TestTeacher old = teacher("old", "a", "open");
        TestTeacher fresh = teacher("new", "b", "short");
        TestAgent agent = agent()) {
      agent.escalate(frame(0, false));
      agent.escalate(frame(1, true));
      while (compared().getAudits() < 1) {
        Thread.sleep(50);
      }
      assertThat(old.answered()).containsExactlyInAnyOrder(Scratch.frameId(0), Scratch.frameId(1));
      assertThat(fresh.answered()).as("audits only").hasSize(1);
      assertThat(fresh.frames().get(0).getSha256()).isEqualTo(frameOf(1).getFrameSha256());
    }
    assertThat(frameOf(1).getTeacherSha256()).as("the old one's verdict").isEqualTo("a".repeat(64));

    stop();
    start();
    TeacherReplacement kept = compared();
    assertThat(kept.getAudits()).isEqualTo(1);
    assertThat(kept.getNewModelSha256()).isEqualTo("b".repeat(64));
    assertThat(kept.getLabelsList())
        .extracting(each -> each.getLabel())
        .containsExactly("open", "short");
    assertThat(kept.getExamples(0).getNewObjects(0).getLabel()).isEqualTo("short");

    TeacherReplacement accepted = people.ask().acceptTeacher(end("boards"));
    assertThat(accepted.getState())
        .isEqualTo(TeacherReplacementState.TEACHER_REPLACEMENT_STATE_ACCEPTED);
    assertThat(spec("boards")).contains("\"teacher\":\"new\"");
    assertThatThrownBy(() -> people.ask().dropTeacher(end("boards")))
        .hasMessageContaining("boards compares no teachers");
  }

  @Test
  void theDefaultDeploymentMayGetAnotherTeacherToo() {
    replace("default", "new");
    assertThat(people.ask().dropTeacher(end("default")).getState())
        .isEqualTo(TeacherReplacementState.TEACHER_REPLACEMENT_STATE_DROPPED);
    replace("default", "new");
    people.ask().acceptTeacher(end("default"));
    assertThat(spec("default")).contains("\"teacher\":\"new\"");
    assertThatThrownBy(() -> replace("nothing", "new"))
        .hasMessageContaining("nothing: no such deployment");
  }

  private String spec(String deployment) {
    return people
        .ask()
        .getDeployment(GetDeploymentRequest.newBuilder().setName(deployment).build())
        .getSpec()
        .replace(" ", "");
  }

  private TeacherReplacement replace(String deployment, String by) {
    return people
        .ask()
        .replaceTeacher(
            ReplaceTeacherRequest.newBuilder()
                .setDeployment(deployment)
                .setTeacher(by)
                .setAudits(2)
                .build());
  }

  private static EndReplacementRequest end(String deployment) {
    return EndReplacementRequest.newBuilder().setDeployment(deployment).build();
  }

  private TeacherReplacement compared() {
    return people
        .ask()
        .listTeacherReplacements(ListTeacherReplacementsRequest.getDefaultInstance())
        .getReplacements(0);
  }

  private EscalatedFrame frameOf(int number) {
    return people
        .ask()
        .getEscalation(
            GetEscalationRequest.newBuilder().setEscalationId(Scratch.frameId(number)).build());
  }

  private TestTeacher teacher(String name, String digit, String label) {
    return new TestTeacher(name + "-1", name, digit.repeat(64), label, coordinator.port());
  }

  private TestAgent agent() throws Exception {
    TestAgent agent = new TestAgent("agent-1", coordinator.port()).helloWith("line");
    assertThat(agent.assigned()).containsKey("default");
    people
        .ask()
        .tagDevice(
            TagDeviceRequest.newBuilder()
                .setAgentId("agent-1")
                .setCameraId("line")
                .addSet(Tag.newBuilder().setKey("line").setValue("boards"))
                .build());
    assertThat(agent.assigned()).containsKey("boards");
    return agent;
  }

  private static Escalation.Builder frame(int number, boolean audit) throws Exception {
    byte[] pixels = new byte[64 * 64 * 3];
    Arrays.fill(pixels, (byte) (40 * number));
    byte[] jpeg = Pictures.encodeJpeg(new Picture(64, 64, pixels), 80);
    return TestAgent.escalation(Scratch.frameId(number), "agent-1", jpeg).toBuilder()
        .setAudit(audit);
  }
}
