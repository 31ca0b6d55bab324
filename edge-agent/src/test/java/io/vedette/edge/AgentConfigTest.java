package io.vedette.edge;

import static io.vedette.edge.camera.CameraConfigs.over;
import static io.vedette.edge.camera.CameraConfigs.withOptions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.edge.camera.CameraConfig;
import io.vedette.edge.escalate.EscalationConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AgentConfigTest {

  private static final List<CameraConfig> CAMERA = List.of(CameraConfig.of("c", "/dev/video0"));

  @Test
  void everyKeyAndItsDefault() {
    AgentConfig config = AgentConfig.of("a", Path.of("m.onnx"), CAMERA);
    assertThat(config)
        .hasToString(
            "AgentConfig[id=a, dataDirectory=agent-a, model=m.onnx, labels=null, head=null,"
                + " cameras=[CameraConfig[id=c, source=/dev/video0, fps=0.0, once=false,"
                + " stallAfter=PT4S, frozenAfter=PT30S, hwaccel=auto, transport=tcp,"
                + " options={}, damagedFor=PT2S, zones={}, masks=[],"
                + " labels={}, tiles=null, motion=off, tags=Tags[byKey={}], local=[], telemetry=null]], coordinator=null, student=StudentConfig[threshold=0.0,"
                + " floor=0.05, threads=1, motionGate=false, confirmFrames=10,"
                + " providers=[auto], separate=false],"
                + " escalation=EscalationConfig[budgetBitsPerSecond=1000000.0, burstSeconds=30.0,"
                + " auditShare=0.03, minHardness=0.3, minGapSeconds=1.0, jpegQuality=90, seed=0,"
                + " policy=learnt, framesPerMinute=0.0, money=null, framing=whole, local=false],"
                + " outbox=OutboxConfig[maxBytes=268435456, maxAge=PT72H], learner=LearnerConfig[disabled=false,"
                + " memoryMiB=2048, threads=1, niceness=10, maxExamples=500, maxBytes=268435456],"
                + " update=UpdateConfig[signingKey=null, selfTestFrames=8, maxLatencyFactor=5.0],"
                + " httpPort=0, httpHost=127.0.0.1, events=EventConfig[disabled=false,"
                + " maxBytes=536870912, maxAge=PT336H], breaker=BreakerConfig[answerWithin=PT30S,"
                + " failures=3, firstPause=PT5S, longestPause=PT2M], tags=Tags[byKey={}],"
                + " credentials=NamedCredentials[byName={}]]");
  }

  @Test
  void anAgentHasNoMoreCamerasThanItsHelloMayName() {
    List<CameraConfig> cameras =
        IntStream.range(0, 65).mapToObj(i -> CameraConfig.of("c" + i, "/dev/video" + i)).toList();
    assertThat(AgentConfig.of("a", Path.of("m.onnx"), cameras.subList(0, 64)).cameras())
        .hasSize(64);
    assertThatThrownBy(() -> AgentConfig.of("a", Path.of("m.onnx"), cameras))
        .hasMessage("agent a has 65 cameras, more than 64; share them among several agents");
  }

  @Test
  void whatACameraIsToldOfItsSourceIsBounded() {
    CameraConfig rtsp = CameraConfig.of("c", "rtsp://admin:secret@cam/x");
    assertThat(withOptions(Map.of("headers", "X-Token: hidden"), over("udp", rtsp)).toString())
        .contains("rtsp://***@cam/x", "transport=udp", "headers=***")
        .doesNotContain("secret", "hidden");
    assertThatThrownBy(() -> over("pigeon", rtsp))
        .hasMessage(
            "camera c: transport 'pigeon' is not known; known are [http, multicast, tcp, udp]");
    assertThatThrownBy(() -> over("udp", CAMERA.get(0))).hasMessageContaining("rtsp:// only");
    Map<String, String> many = new HashMap<>();
    for (int i = 0; i < 33; i++) {
      many.put("o" + i, "1");
    }
    assertThatThrownBy(() -> withOptions(many, rtsp)).hasMessageContaining("more than 32");
    assertThatThrownBy(() -> withOptions(Map.of("a b", "1"), rtsp)).hasMessageContaining("a b");
    assertThatThrownBy(() -> withOptions(Map.of("a", "x".repeat(2_000)), rtsp))
        .hasMessageContaining("1024");
  }

  @Test
  void minusOneStaysMinusOneSoThatAWrittenConfigurationReadsTheSame() {
    EscalationConfig silent = EscalationConfig.of(-1, 0, -1, 0, 0, 0, 0);
    EscalationConfig again =
        EscalationConfig.of(
            silent.budgetBitsPerSecond(),
            silent.burstSeconds(),
            silent.auditShare(),
            silent.minHardness(),
            silent.minGapSeconds(),
            silent.jpegQuality(),
            silent.seed());
    assertThat(again).isEqualTo(silent);
    assertThat(again.auditShare()).isNegative();
  }

  @Test
  void whatIsMissingIsSaidInOneLine() {
    assertThatThrownBy(() -> AgentConfig.of("a b", Path.of("m"), CAMERA))
        .hasMessageContaining("id");
    assertThatThrownBy(() -> AgentConfig.of("a", Path.of("m"), List.of()))
        .hasMessageContaining("camera");
    assertThatThrownBy(
            () -> AgentConfig.of("a", Path.of("m"), List.of(CAMERA.get(0), CAMERA.get(0))))
        .hasMessageContaining("two cameras");
    assertThatThrownBy(() -> CameraConfig.of("c", " ")).hasMessageContaining("source");
  }
}
