package io.vedette.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.grpc.Status;
import io.vedette.proto.v1.AgentMessage;
import io.vedette.proto.v1.CameraStatus;
import io.vedette.proto.v1.Detection;
import io.vedette.proto.v1.EscalationStatus;
import io.vedette.proto.v1.Heartbeat;
import io.vedette.proto.v1.Hello;
import io.vedette.proto.v1.InputSpec;
import io.vedette.proto.v1.LearnerStatus;
import io.vedette.proto.v1.Snapshot;
import io.vedette.proto.v1.StudentStatus;
import io.vedette.proto.v1.Tag;
import io.vedette.proto.v1.UpdateChunk;
import io.vedette.proto.v1.UpdateHeader;
import java.io.ByteArrayOutputStream;
import java.util.Collections;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MessageBoundsTest {

  @Test
  void aMessageWithinItsBoundsPasses() throws Exception {
    check(beat().build());
    check(AgentMessage.getDefaultInstance());
    check(InputSpec.newBuilder().addMean(1).addMean(2).addMean(3).setWidth(1).build());
  }

  @Test
  void theLineNamesTheField() {
    refused(
        beat(
            Heartbeat.newBuilder()
                .addCameras(camera("a"))
                .addCameras(camera("b").setError(text(513)))),
        Status.Code.RESOURCE_EXHAUSTED,
        "heartbeat.cameras[1].error: 513 bytes, at most 512");
    refused(
        beat(Heartbeat.newBuilder().addAllCameras(Collections.nCopies(65, camera("a").build()))),
        Status.Code.RESOURCE_EXHAUSTED,
        "heartbeat.cameras: more than 64 items");
    refused(
        beat(Heartbeat.newBuilder().setEscalation(EscalationStatus.newBuilder().setShare(1.5))),
        Status.Code.INVALID_ARGUMENT,
        "heartbeat.escalation.share: 1.5 is outside of 0 to 1");
    refused(
        beat(
            Heartbeat.newBuilder()
                .setEscalation(EscalationStatus.newBuilder().setShare(Double.NaN))),
        Status.Code.INVALID_ARGUMENT,
        "heartbeat.escalation.share: NaN is outside of 0 to 1");
    refused(
        beat(Heartbeat.newBuilder().addStudents(StudentStatus.newBuilder().setModelSha256("ABC"))),
        Status.Code.INVALID_ARGUMENT,
        "heartbeat.students[0].model_sha256: a SHA-256 is 64 characters of 0-9 a-f");
    refused(
        AgentMessage.newBuilder().setHello(Hello.newBuilder().setAgentId("../a")),
        Status.Code.INVALID_ARGUMENT,
        "hello.agent_id: an id is 1 to 64 characters of a-z A-Z 0-9 . _ -");
    refused(
        AgentMessage.newBuilder().setHello(Hello.newBuilder().setAgentId(text(65))),
        Status.Code.RESOURCE_EXHAUSTED,
        "hello.agent_id: 65 bytes, at most 64");
    refused(
        AgentMessage.newBuilder()
            .setHello(Hello.newBuilder().addTags(Tag.newBuilder().setKey("Site"))),
        Status.Code.INVALID_ARGUMENT,
        "hello.tags[0].key: the key of a tag is 1 to 63 characters of a-z 0-9 . _ -");
    refused(
        AgentMessage.newBuilder()
            .setHello(Hello.newBuilder().addTags(Tag.newBuilder().setValue("köln"))),
        Status.Code.INVALID_ARGUMENT,
        "hello.tags[0].value: the value of a tag is 1 to 63 characters of a-z A-Z 0-9 . _ -");
    refused(
        AgentMessage.newBuilder()
            .setSnapshot(Snapshot.newBuilder().addDetections(Detection.newBuilder().setScore(2))),
        Status.Code.INVALID_ARGUMENT,
        "snapshot.detections[0].score: 2 is outside of 0 to 1");
    refused(
        InputSpec.newBuilder().addMean(1).addMean(2).addMean(3).addMean(4),
        Status.Code.RESOURCE_EXHAUSTED,
        "mean: more than 3 items");
    refused(
        UpdateChunk.newBuilder()
            .setHeader(
                UpdateHeader.newBuilder()
                    .addAllEscalationIds(
                        IntStream.range(0, 108_000).mapToObj(Integer::toString).toList())),
        Status.Code.RESOURCE_EXHAUSTED,
        "header.escalation_ids: more than 4096 items");
  }

  /** A parser merges a message that is there twice, and so would add up what is bounded apart. */
  @Test
  void aMessageThatIsThereTwiceIsRefused() throws Exception {
    ByteArrayOutputStream twice = new ByteArrayOutputStream();
    AgentMessage message = beat(Heartbeat.newBuilder().addCameras(camera("a"))).build();
    message.writeTo(twice);
    message.writeTo(twice);

    assertThatThrownBy(
            () -> MessageBounds.of(AgentMessage.getDescriptor()).check(twice.toByteArray()))
        .isInstanceOf(BoundExceededException.class)
        .hasMessage("heartbeat: is there twice");
  }

  @Test
  void fieldsOfNewerPeersPass() throws Exception {
    MessageBounds older = MessageBounds.of(LearnerStatus.getDescriptor());

    older.check(Heartbeat.newBuilder().setSequence(7).setUptimeMs(3).build().toByteArray());
  }

  /** What the check lets pass, a parser parses within the bounds, whatever the bytes. */
  @Test
  void damagedBytesAreRefusedOrWithinTheirBounds() throws Exception {
    byte[] good = beat().build().toByteArray();
    Random random = new Random(18);
    int passed = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = good.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        MessageBounds.of(AgentMessage.getDescriptor()).check(bytes);
        passed++;
        check(AgentMessage.parseFrom(bytes));
      } catch (BoundExceededException e) {
        assertThat(e.getMessage()).isNotEmpty();
      } catch (InvalidProtocolBufferException e) {
        // Text that is no UTF-8: the parser's to refuse.
      }
    }
    assertThat(passed).isGreaterThan(100);
  }

  @Test
  void nestedDeeperThanAnyMessageIsRefusedWithoutASteepStack() {
    ByteArrayOutputStream groups = new ByteArrayOutputStream();
    for (int i = 0; i < 1_000_000; i++) {
      groups.write((100 << 3 | 3) & 0x7F | 0x80);
      groups.write(100 << 3 >> 7);
    }

    assertThatThrownBy(
            () -> MessageBounds.of(AgentMessage.getDescriptor()).check(groups.toByteArray()))
        .isInstanceOf(BoundExceededException.class)
        .hasMessageStartingWith("not a message");
  }

  @Test
  void textsForPeopleAreCutBetweenCharacters() {
    TextBound bound = TextBound.of(CameraStatus.getDescriptor(), CameraStatus.ERROR_FIELD_NUMBER);

    assertThat(bound.fit("short")).isEqualTo("short");
    assertThat(bound.fit(text(512))).isEqualTo(text(512));
    assertThat(bound.fit(text(513))).isEqualTo(text(509) + "…");
    assertThat(bound.fit("ü".repeat(300))).isEqualTo("ü".repeat(254) + "…");
    assertThatCode(() -> check(camera("a").setError(bound.fit("ü€".repeat(300))).build()))
        .doesNotThrowAnyException();
  }

  private static AgentMessage.Builder beat() {
    return beat(
        Heartbeat.newBuilder()
            .setUptimeMs(12)
            .addStudents(
                StudentStatus.newBuilder().setVariant("int8").setModelSha256("0f".repeat(32)))
            .setSequence(9)
            .setEscalation(EscalationStatus.newBuilder().setShare(0.25).setSentBytes(1L << 40))
            .addCameras(camera("line-1").setFps(24.5).setError("connection refused"))
            .addCameras(camera("line-2").setLatencyP50Ms(12.5)));
  }

  private static AgentMessage.Builder beat(Heartbeat.Builder beat) {
    return AgentMessage.newBuilder().setHeartbeat(beat);
  }

  private static CameraStatus.Builder camera(String id) {
    return CameraStatus.newBuilder().setCameraId(id);
  }

  private static String text(int length) {
    return "x".repeat(length);
  }

  private static void check(Message message) throws BoundExceededException {
    MessageBounds.of(message.getDescriptorForType()).check(message.toByteArray());
  }

  private static void refused(Message.Builder message, Status.Code code, String line) {
    assertThatThrownBy(() -> check(message.build()))
        .isInstanceOfSatisfying(
            BoundExceededException.class,
            e -> {
              assertThat(e.getMessage()).isEqualTo(line);
              assertThat(e.status().getCode()).isEqualTo(code);
            });
  }
}
