package io.vedette.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

final class OptionChecksTest {

  @TempDir Path folder;

  private final StringWriter err = new StringWriter();

  @Command(name = "tried")
  static final class Tried implements Callable<Integer> {

    @Range(least = 0, most = 1)
    @Option(names = "--threshold", defaultValue = "-5")
    private double threshold;

    @Range(least = 1)
    @Option(names = "--epochs")
    private @Nullable Integer epochs;

    @Range(least = 0, open = true)
    @Option(names = "--fps")
    private double fps;

    @InputPath
    @Option(names = "--data")
    private List<Path> data = new ArrayList<>();

    @OutputPath(OutputPath.Kind.FILE)
    @Option(names = "--json")
    private @Nullable Path json;

    @OutputPath(OutputPath.Kind.FOLDER)
    @Option(names = "--output")
    private @Nullable Path output;

    boolean ran;

    @Override
    public Integer call() {
      ran = true;
      return 0;
    }
  }

  private int run(String... arguments) {
    Tried tried = new Tried();
    int exit =
        new CommandLine(tried)
            .setErr(new PrintWriter(err, true))
            .setExecutionStrategy(new OptionChecks(new CommandLine.RunLast()))
            .setParameterExceptionHandler(
                (e, given) -> {
                  e.getCommandLine().getErr().print(e.getMessage());
                  return 2;
                })
            .setExecutionExceptionHandler(
                (e, line, result) -> {
                  line.getErr().print(e.getMessage());
                  return 1;
                })
            .execute(arguments);
    assertThat(tried.ran).isEqualTo(exit == 0);
    return exit;
  }

  @ParameterizedTest
  @CsvSource({
    "--threshold=7,'--threshold is 0 to 1, not 7.0'",
    "--threshold=NaN,'--threshold is 0 to 1, not NaN'",
    "--epochs=-3,'--epochs is at least 1, not -3'",
    "--fps=0,'--fps is above 0, not 0.0'",
  })
  void aNumberOutOfRangeIsWrongUsage(String argument, String said) {
    assertThat(run(argument)).isEqualTo(2);
    assertThat(err).hasToString(said);
  }

  @Test
  void whatWasNotGivenIsNotChecked() {
    assertThat(run()).isZero();
    assertThat(run("--threshold=1", "--epochs=1", "--fps=0.1")).isZero();
  }

  @Test
  void aMissingInputIsFoundFirst() throws Exception {
    Path there = Files.createDirectory(folder.resolve("there"));

    assertThat(run("--data=" + there, "--data=" + folder.resolve("absent"))).isEqualTo(1);
    assertThat(err).hasToString("--data: no such file or folder: " + folder.resolve("absent"));
  }

  @Test
  void anOutputThatCannotBeWrittenIsFoundFirst() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertThat(run("--json=" + folder)).isEqualTo(1);
    assertThat(run("--json=" + file.resolve("under/it.json"))).isEqualTo(1);
    assertThat(run("--output=" + file)).isEqualTo(1);
    assertThat(err.toString())
        .contains("--json: " + folder + " is a folder; give the name of a file")
        .contains("it.json cannot be made: " + file + " is a file")
        .contains("--output: " + file + " is a file; give the name of a folder");
    assertThat(run("--json=" + file, "--output=" + folder.resolve("a/b/c"))).isZero();
    assertThat(folder.resolve("a")).doesNotExist();
  }
}
