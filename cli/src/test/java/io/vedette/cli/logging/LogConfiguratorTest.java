package io.vedette.cli.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LogConfiguratorTest {

  private final LoggerContext context = new LoggerContext();

  private String written(LogFormat format, Map<String, String> ids) {
    Logger logger = context.getLogger("io.vedette.edge.camera.CameraReader");
    LoggingEvent event =
        new LoggingEvent("caller", logger, Level.WARN, "no frame for {} s", null, new Object[] {7});
    event.setMDCPropertyMap(ids);
    return new String(
        LogConfigurator.encoder(format, context).encode(event), StandardCharsets.UTF_8);
  }

  @Test
  void aLineHasTimeWithZoneLevelClassIdsAndMessage() {
    assertThat(written(LogFormat.TEXT, Map.of("camera", "left")))
        .matches(
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(Z|[+-]\\d\\d:\\d\\d) WARN "
                + " CameraReader \\[camera=left\\]: no frame for 7 s\\R");
  }

  @Test
  void whereThereAreNoIdsNothingStandsForThem() {
    assertThat(written(LogFormat.TEXT, Map.of())).contains("CameraReader: no frame for 7 s");
  }

  @Test
  void jsonIsOneObjectALine() throws Exception {
    String line = written(LogFormat.JSON, Map.of("camera", "left"));

    assertThat(line.trim()).hasLineCount(1);
    JsonNode json = new ObjectMapper().readTree(line);
    assertThat(json.path("level").asText()).isEqualTo("WARN");
    assertThat(json.path("formattedMessage").asText()).isEqualTo("no frame for 7 s");
    assertThat(json.path("mdc").path("camera").asText()).isEqualTo("left");
    assertThat(json.path("timestamp").isNumber()).isTrue();
  }
}
