package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class VedetteTest {

  @Test
  void oneCommandIsReadAloneAndIsTheSame() {
    CommandLine all = Vedette.commandLine();
    assertThat(all.getSubcommands()).hasSizeGreaterThan(15);
    all.getSubcommands()
        .forEach(
            (name, command) -> {
              CommandLine one = Vedette.commandLine(name, "--help");
              assertThat(one.getSubcommands()).containsKey(name);
              assertThat(one.getSubcommands().get(name).getUsageMessage())
                  .isEqualTo(command.getUsageMessage());
              assertThat(command.getCommandName()).isEqualTo(name);
            });
    assertThat(Vedette.commandLine("detect", "--model", "m").getSubcommands()).hasSize(1);
    assertThat(Vedette.commandLine("fleet", "list").getSubcommands().get("fleet").getSubcommands())
        .isNotEmpty();
  }

  @Test
  void whatNamesNoCommandKnowsAllOfThem() {
    int all = Vedette.commandLine().getSubcommands().size();
    assertThat(Vedette.commandLine("--help").getSubcommands()).hasSize(all);
    assertThat(Vedette.commandLine("generate-completion").getSubcommands()).hasSize(all);
    StringWriter err = new StringWriter();
    CommandLine wrong = Vedette.commandLine("detct").setErr(new PrintWriter(err, true));
    assertThat(wrong.execute("detct")).isEqualTo(2);
    assertThat(err.toString()).contains("detct");
  }
}
