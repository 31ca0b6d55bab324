package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cli.option.ArchitectureList;
import io.vedette.federated.architecture.Architecture;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ArchitectureListTest {

  @Test
  void helpSaysWhatEachIsForOnOneLine() {
    StringWriter out = new StringWriter();
    CommandLine vedette = Vedette.commandLine().setOut(new PrintWriter(out));

    assertThat(vedette.execute("train", "--help")).isZero();

    for (Architecture architecture : Architecture.all()) {
      assertThat(out.toString().lines())
          .anyMatch(
              line ->
                  line.startsWith("  " + architecture.name() + " ")
                      && line.endsWith(" " + architecture.purpose()));
    }
  }

  @Test
  void completionKnowsTheNames() {
    assertThat(new ArchitectureList())
        .containsExactlyElementsOf(Architecture.all().stream().map(Architecture::name).toList());
  }
}
