package io.vedette.detector.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.graph.GraphBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProvidersTest {

  private static byte[] model() {
    GraphBuilder g = new GraphBuilder("one", 17);
    String x = g.input("x", 1, 3, 8, 8);
    g.output(g.node("Relu", x).output("y"), 1, 3, 8, 8);
    return g.build().toBytes();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Linux    | amd64   | Debian              | tensorrt,cuda,openvino,cann,cpu",
        "Linux    | aarch64 | Debian              | tensorrt,cuda,cann,xnnpack,cpu",
        "Linux    | aarch64 | The Android Project | nnapi,xnnpack,cpu",
        "Mac OS X | aarch64 | Eclipse Adoptium    | coreml,cpu",
        "Windows 11 | amd64 | Eclipse Adoptium    | tensorrt,cuda,openvino,cpu",
        "Linux    | riscv64 | Debian              | cpu"
      })
  void autoIsWhatThePlatformMayHave(String system, String processor, String vendor, String words)
      throws Exception {
    assertThat(Providers.wanted(List.of("auto"), Platform.of(system, processor, vendor)))
        .extracting(Provider::word)
        .containsExactly(words.split(","));
  }

  @Test
  void theProcessorIsTheLastWhateverIsAsked() throws Exception {
    assertThat(Providers.wanted(List.of("cpu", "coreml", "cuda"), Platform.OTHER))
        .containsExactly(Provider.COREML, Provider.CUDA, Provider.CPU);
    assertThat(Providers.wanted(List.of(), Platform.OTHER)).containsExactly(Provider.CPU);
  }

  @Test
  void whatIsNotThereIsNoFailureAndSaysWhy() throws Exception {
    RuntimeOptions options = RuntimeOptions.DEFAULT.withProviders(List.of("coreml", "nnapi"));
    try (OnnxSession session = OnnxSession.open(model(), "m", options)) {
      ProviderReport report = session.providers();
      assertThat(report.asked()).containsExactly("coreml", "nnapi");
      // no package has both
      assertThat(report.refused()).isNotEmpty();
      assertThat(report.loaded()).endsWith("cpu");
      assertThat(report.toString()).contains("cpu (").contains("nnapi: this ONNX Runtime");
      assertThat(session.run(Map.of("x", FloatTensor.of(new float[192], 1, 3, 8, 8)))).hasSize(1);
    }
  }

  @Test
  void whatWasLoadedButCannotRunTheModelIsRefusedToo() {
    ProviderReport report =
        new ProviderReport(List.of("auto"), List.of("cuda", "cpu"), Map.of("cann", "absent"));
    assertThat(report.accelerated()).isTrue();
    ProviderReport plain = report.onlyCpu("out of memory");
    assertThat(plain.accelerated()).isFalse();
    assertThat(plain.refused())
        .containsExactly(Map.entry("cann", "absent"), Map.entry("cuda", "out of memory"));
  }

  @Test
  void aNameThatIsNoProvidersIsAMistake() {
    assertThatThrownBy(
            () ->
                OnnxSession.open(
                    model(), "m", RuntimeOptions.DEFAULT.withProviders(List.of("warp"))))
        .hasMessageContaining("'warp'")
        .hasMessageContaining("tensorrt");
  }
}
