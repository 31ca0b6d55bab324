package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.federated.architecture.Architecture;
import io.vedette.scenario.Condition;
import io.vedette.scenario.InspectionLine;
import io.vedette.scenario.ScenarioDataset;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class DistillCommandTest {

  @TempDir static Path folder;
  private static Path teacher;

  @TempDir Path output;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void prepare() throws Exception {
    ScenarioDataset.write(folder.resolve("data"), 5, 4, Condition.NORMAL, done -> {});
    teacher = folder.resolve("teacher.onnx");
    write("vedette-small", 1, teacher);
  }

  private static void write(String architecture, long seed, Path file) throws Exception {
    Architecture.named(architecture)
        .orElseThrow()
        .build(InspectionLine.LABELS, 64, seed)
        .write(file);
  }

  private int distill(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "distill",
                "--size=64",
                "--batch=2",
                "--epochs=1",
                "--data=" + folder.resolve("data"),
                "--output=" + output));
    arguments.addAll(List.of(more));
    CommandLine command =
        Vedette.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(arguments.toArray(String[]::new));
  }

  @Test
  void aNewStudentLearnsByWhatIsAskedForAndTheTeacherIsAskedOnce() throws Exception {
    String[] arguments = {
      "--teacher=" + teacher,
      "--architecture=vedette-pico",
      "--losses=logits,boxes=0.5,localization,cwd,imitate",
      "--temperature=4:2:linear",
      "--alpha=0.7",
      "--emphasis=hard",
      "--labelled-share=0.5",
      "--memory=" + output.resolve("memory")
    };
    assertThat(distill(arguments)).as(err.toString()).isZero();
    assertThat(err.toString()).contains("teacher: 4 pictures asked about, 0 remembered");

    assertThat(distill(arguments)).as(err.toString()).isZero();

    assertThat(err.toString()).contains("teacher: 0 pictures asked about, 4 remembered");
    assertThat(out.toString()).contains("1 epochs on 4 pictures");
    assertThat(output.resolve("fp32.onnx")).isRegularFile();
    JsonNode config = new ObjectMapper().readTree(output.resolve("config.json").toFile());
    assertThat(config.path("losses").asText())
        .isEqualTo("logits,boxes=0.5,localization,cwd,imitate");
    assertThat(config.path("temperature").asText()).isEqualTo("4:2:linear");
    assertThat(config.path("labelled share").asDouble()).isEqualTo(0.5);
    assertThat(config.path("teachers").toString()).contains("teacher.onnx");
  }

  @Test
  void severalTeachersOrTheStudentItselfMayTeach() throws Exception {
    Path other = folder.resolve("other.onnx");
    write("vedette-pico", 3, other);

    assertThat(distill("--teacher=" + teacher, "--teacher=" + other, "--student=" + other))
        .as(err.toString())
        .isZero();
    assertThat(distill("--self", "--student=" + other, "--losses=logits,deep"))
        .as(err.toString())
        .isZero();
    assertThat(distill("--teacher=" + teacher, "--student=" + other, "--black-box"))
        .as(err.toString())
        .isZero();
  }

  @Test
  void aBlackBoxIsAskedOncePerPictureWhereItsAnswersAreKept() {
    String[] arguments = {
      "--teacher=" + teacher,
      "--architecture=vedette-pico",
      "--black-box",
      "--threshold=0.01",
      "--memory=" + output.resolve("memory")
    };
    assertThat(distill(arguments)).as(err.toString()).isZero();
    assertThat(err.toString()).contains("labels: 4 pictures asked about, 0 remembered");

    assertThat(distill(arguments)).as(err.toString()).isZero();
    assertThat(err.toString()).contains("labels: 0 pictures asked about, 4 remembered");
  }

  @Test
  void aTeacherThatDoesNotFitIsKnownBeforeTheFirstPicture() throws Exception {
    Path larger = folder.resolve("larger.onnx");
    Architecture.named("vedette-pico")
        .orElseThrow()
        .build(InspectionLine.LABELS, 96, 1)
        .write(larger);
    Path others = folder.resolve("others.onnx");
    Architecture.named("vedette-pico")
        .orElseThrow()
        .build(List.of("cat", "dog"), 64, 1)
        .write(others);

    assertThat(distill("--teacher=" + larger, "--architecture=vedette-pico")).isEqualTo(1);
    assertThat(err.toString())
        .contains("larger.onnx: teacher and student have different input widths (96 and 64)")
        .contains("--black-box")
        .doesNotContain("asking the teacher");
    assertThat(distill("--teacher=" + others, "--architecture=vedette-pico")).isEqualTo(1);
    assertThat(distill("--teacher=" + others, "--architecture=vedette-pico", "--black-box"))
        .isEqualTo(1);
    assertThat(err.toString())
        .contains("others.onnx: teacher and student have different labels ([cat, dog] and ")
        .contains("others.onnx: the teacher's labels [cat, dog] are not the student's, ")
        .doesNotContain("asking the teacher");
  }

  @Test
  void whatCannotBeDoneIsSaidInOneLine() {
    assertSaid(2, "--losses=logits,dkd", "'dkd' is no distillation loss; there are logits=1.0");
    assertSaid(2, "--temperature=0.5", "a temperature of 0.5 to 0.5 makes no sense");
    assertSaid(
        1, "--teacher-tensors=p3", "no node of the graph makes a tensor 'p3'", "--losses=at");
    assertSaid(2, "--labelled-share=2", "--labelled-share is 0 to 1, not 2.0");
    assertSaid(2, "--alpha=7", "7.0");
    assertSaid(2, "--self", "");
  }

  private void assertSaid(int code, String option, String what, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("--teacher=" + teacher, "--architecture=vedette-pico", option));
    arguments.addAll(List.of(more));
    err.getBuffer().setLength(0);

    assertThat(distill(arguments.toArray(String[]::new))).as(option + ": " + err).isEqualTo(code);

    assertThat(err.toString()).as(option).contains(what);
  }
}
