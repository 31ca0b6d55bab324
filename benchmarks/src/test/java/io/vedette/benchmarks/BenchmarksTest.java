package io.vedette.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BenchmarksTest {

  private static final Pattern ROW = Pattern.compile("(?m)^\\| `benchmarks/run ([a-z-]+)");

  @Test
  void theReadmeListsEveryMeasurement() throws IOException {
    List<String> listed =
        ROW.matcher(Files.readString(Path.of("README.md")))
            .results()
            .map((MatchResult row) -> row.group(1))
            .toList();

    assertThat(listed)
        .containsExactlyInAnyOrderElementsOf(Benchmarks.commandLine().getSubcommands().keySet());
  }
}
