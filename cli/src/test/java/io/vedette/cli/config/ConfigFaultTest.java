package io.vedette.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.cloud.CoordinatorConfig;
import io.vedette.cloud.worker.DistillerConfig;
import io.vedette.detector.DetectorException;
import io.vedette.edge.AgentConfig;
import io.vedette.federated.autograd.ComputePrecision;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a configuration is told with its line, its key and what is expected. */
class ConfigFaultTest {

  private static final String AGENT = "id: a\nmodel: m.onnx\ncameras: [{id: x, source: y}]\n";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          rounds:;  epochs: many              | :2: rounds.epochs: 'many' is not a whole number
          rounds:;  newVerdicts: 5;  epochs: 2.5 | :3: rounds.epochs: '2.5' is not a whole number
          rounds:;  learningRate: fast        | :2: rounds.learningRate: 'fast' is not a number
          rounds:;  manual: perhaps           | :2: rounds.manual: 'perhaps' is not true or false
          rounds:;  patience: soon            | :2: rounds.patience: 'soon' is not a time such as 90s
          rounds: 5                           | :1: rounds: this is not a group of keys
          rounds:;  epochs: [1, 2]            | :2: rounds.epochs: this is not a whole number
          listener:;  port: 7400;  hots: here | :3: listener.hots: unknown key; did you mean 'host'?
          roundz: {}                          | :1: roundz: unknown key; did you mean 'rounds'?
          zebra: {}                           | :1: zebra: unknown key; known are artifacts, backups, dataDirectory
          rounds:;  epochs: -3                | :2: rounds.epochs: -3 is not possible here; leave the key out for the default, 2
          distillation:;  exitLoss: 7         | :1: distillation: distillation: exitLoss is a share
          rounds:;  learningRate: .nan        | :2: rounds.learningRate: this is not a number
          rounds:;  epochs: 2;  epochs: 3     | :3: this is not YAML: Duplicate field 'epochs'
          rounds: {epochs: 2                  | this is not YAML: while parsing a flow mapping
          """)
  void aFaultIsToldWithLineKeyAndWhatIsExpected(String text, String told) throws Exception {
    Path file = folder.resolve("coordinator.yaml");
    Files.writeString(file, text.replace(";", "\n") + "\n");
    assertThatThrownBy(() -> ConfigFile.read(file, CoordinatorConfig.class))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(told)
        .hasMessageNotContaining("io.vedette")
        .hasMessageNotContaining("fasterxml");
  }

  @Test
  void aFaultInAListNamesItsEntry() throws Exception {
    Path file = folder.resolve("agent.yaml");
    Files.writeString(
        file,
        "id: a\nmodel: m.onnx\ncameras:\n  - {id: x, source: y}\n  - id: z\n    source: y\n    fps: quick\n");
    assertThatThrownBy(() -> ConfigFile.read(file, AgentConfig.class))
        .hasMessage(file + ":7: cameras[1].fps: 'quick' is not a number");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          tags: {Site: hamburg}       | :4: tags: 'Site': the key of a tag is 1 to 63 characters of a-z 0-9 . _ -
          tags: {site: ham burg}      | :4: tags: site='ham burg': the value of a tag is 1 to 63 characters
          tags: {site: }              | :4: tags: site has no value
          tags: drone                 | :4: tags: this is not a group of keys
          tags: {site: [a, b]}        | :4: tags.site: this is not a text
          """)
  void aWrongTagIsToldWithItsLine(String tags, String told) throws Exception {
    Path file = folder.resolve("agent.yaml");
    Files.writeString(file, AGENT + tags + "\n");
    assertThatThrownBy(() -> ConfigFile.read(file, AgentConfig.class))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(file + told);
  }

  @Test
  void tagsAreTextsAndAreWrittenAsTheyAreRead() throws Exception {
    Path file = folder.resolve("agent.yaml");
    Files.writeString(file, AGENT + "tags: {site: hamburg, floor: 3, v: 1.50}\n");
    AgentConfig config = ConfigFile.read(file, AgentConfig.class);
    assertThat(config.tags().byKey())
        .isEqualTo(Map.of("site", "hamburg", "floor", "3", "v", "1.50"));
    ConfigFile.write(file, config);
    assertThat(ConfigFile.read(file, AgentConfig.class)).isEqualTo(config);
  }

  @Test
  void offIsAWordWhereMotionIsSet() throws Exception {
    Path file = folder.resolve("agent.yaml");
    for (String word : List.of("off", "auto", "phase")) {
      Files.writeString(
          file,
          "id: a\nmodel: m.onnx\ncameras:\n  - id: a\n    source: /x\n    motion: " + word + "\n");
      assertThat(ConfigFile.read(file, AgentConfig.class).cameras().get(0).motion().value())
          .isEqualTo(word);
    }
  }

  @Test
  void oneOfAFewWordsMayBeInSmallLettersAndAnotherIsToldWhichThereAre() throws Exception {
    Path file = folder.resolve("distiller.yaml");
    Files.writeString(file, "precision: bfloat16\n");
    assertThat(ConfigFile.read(file, DistillerConfig.class).precision())
        .isEqualTo(ComputePrecision.BFLOAT16);
    Files.writeString(file, "precision: half\n");
    assertThatThrownBy(() -> ConfigFile.read(file, DistillerConfig.class))
        .hasMessageContaining(":1: precision: 'half' is not one of float32, bfloat16");
  }

  @Test
  void timesAreWrittenAsOnTheCommandLineOrInFull() throws Exception {
    Path file = folder.resolve("coordinator.yaml");
    Files.writeString(file, "rounds: {minInterval: 90s, patience: PT1H}\n");
    CoordinatorConfig config = ConfigFile.read(file, CoordinatorConfig.class);
    assertThat(config.rounds().minInterval()).isEqualTo(Duration.ofSeconds(90));
    assertThat(config.rounds().patience()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void aFileThatIsNotThereIsNoFaultOfAConfiguration() {
    assertThatThrownBy(() -> ConfigFile.read(folder.resolve("no.yaml"), CoordinatorConfig.class))
        .isInstanceOf(DetectorException.class)
        .isNotInstanceOf(ConfigException.class)
        .hasMessageContaining("there is no such file");
  }

  @Test
  void anEmptyFileAndBytesThatAreNoTextAreToldInWords() throws Exception {
    Path file = Files.writeString(folder.resolve("empty.yaml"), "# nothing\n");
    assertThatThrownBy(() -> ConfigFile.read(file, CoordinatorConfig.class))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("empty");
    Files.write(file, new byte[] {(byte) 0xC3, 0x28, 0x0A});
    assertThatThrownBy(() -> ConfigFile.read(file, CoordinatorConfig.class))
        .hasMessageContaining("is no text in UTF-8; save the file as UTF-8");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstKey() throws Exception {
    Path file = folder.resolve("marked.yaml");
    Files.write(file, "\uFEFFmodelName: car\r\n".getBytes(StandardCharsets.UTF_8));
    assertThat(ConfigFile.read(file, CoordinatorConfig.class).modelName()).isEqualTo("car");
  }
}
