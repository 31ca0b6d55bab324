package io.vedette.federated.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ChildCommandTest {

  @AfterEach
  void forget() {
    System.clearProperty("vedette.natives");
  }

  private static List<String> command() {
    return ChildCommand.of(Path.of("job"), new Limits(4096, Duration.ofMinutes(1), 10, 1))
        .command();
  }

  @Test
  void theChildFindsNativeLibrariesWhereItsParentDoes() {
    assertThat(command()).noneMatch(argument -> argument.startsWith("-Dvedette.natives"));

    System.setProperty("vedette.natives", "/opt/vedette/lib/native");

    assertThat(command()).contains("-Dvedette.natives=/opt/vedette/lib/native");
  }
}
