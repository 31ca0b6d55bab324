package io.vedette.cli.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LogSettingsTest {

  private static LogSettings of(Map<String, String> environment) {
    return LogSettings.of(Map.of("vedette.log.level", "warn"), environment);
  }

  @Test
  void theRolesOwnLevelStandsWhereTheEnvironmentSaysNothing() {
    assertThat(of(Map.of())).isEqualTo(new LogSettings(Level.WARN, LogFormat.TEXT, List.of()));
  }

  @Test
  void theEnvironmentGoesBeforeTheRole() {
    LogSettings settings = of(Map.of("VEDETTE_LOG_LEVEL", "DEBUG", "VEDETTE_LOG_FORMAT", "json"));

    assertThat(settings.level()).isEqualTo(Level.DEBUG);
    assertThat(settings.format()).isEqualTo(LogFormat.JSON);
  }

  @Test
  void whatIsNotUnderstoodIsSaidAndTheUsualHolds() {
    LogSettings settings = of(Map.of("VEDETTE_LOG_LEVEL", "loud", "VEDETTE_LOG_FORMAT", "xml"));

    assertThat(settings.level()).isEqualTo(Level.WARN);
    assertThat(settings.format()).isEqualTo(LogFormat.TEXT);
    assertThat(settings.ignored())
        .containsExactly(
            "VEDETTE_LOG_LEVEL=loud is none of trace, debug, info, warn, error",
            "VEDETTE_LOG_FORMAT=xml is none of text, json");
  }
}
