package io.vedette.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.cloud.CoordinatorConfig;
import io.vedette.cloud.worker.DistillerConfig;
import io.vedette.cloud.worker.TeacherConfig;
import io.vedette.detector.DetectorException;
import io.vedette.detector.TileSpec;
import io.vedette.edge.AgentConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configurations under {@code examples/} are read as they stand. */
class ExampleConfigsTest {

  private static final Path EXAMPLES = Path.of("..", "examples");

  @TempDir Path folder;

  @Test
  void everyExampleIsRead() throws Exception {
    AgentConfig agent = ConfigFile.read(EXAMPLES.resolve("agent.yaml"), AgentConfig.class);
    assertThat(agent.cameras()).extracting("id").containsExactly("infeed", "outfeed");
    assertThat(agent.escalation().minHardness()).as("a default beside given keys").isEqualTo(0.3);
    assertThat(agent.cameras().get(0).zones().get("gate").holds(0.5, 0.5)).isTrue();
    assertThat(agent.cameras().get(0).view().isMasked(0.5, 0.05)).isTrue();
    assertThat(agent.cameras().get(0).labels().get("open").threshold()).isEqualTo(0.6);
    CoordinatorConfig centre =
        ConfigFile.read(EXAMPLES.resolve("coordinator.yaml"), CoordinatorConfig.class);
    assertThat(centre.rounds().minInterval()).isEqualTo(Duration.ofHours(6));
    assertThat(centre.rounds().epochs()).isPositive();
    assertThat(ConfigFile.read(EXAMPLES.resolve("teacher.yaml"), TeacherConfig.class).threads())
        .isEqualTo(4);
    assertThat(
            ConfigFile.read(EXAMPLES.resolve("distiller.yaml"), DistillerConfig.class).memoryMiB())
        .isEqualTo(8192);
  }

  @Test
  void whatIsWrittenIsReadBackTheSame() throws Exception {
    Path file = folder.resolve("coordinator.yaml");
    ConfigFile.write(file, CoordinatorConfig.defaults());
    assertThat(ConfigFile.read(file, CoordinatorConfig.class))
        .usingRecursiveComparison()
        .isEqualTo(CoordinatorConfig.defaults());
    AgentConfig agent = ConfigFile.read(EXAMPLES.resolve("agent.yaml"), AgentConfig.class);
    ConfigFile.write(file, agent);
    assertThat(ConfigFile.read(file, AgentConfig.class)).isEqualTo(agent);
  }

  @Test
  void anUnknownKeyIsNamedWithThoseThatAreKnown() throws Exception {
    Path file = folder.resolve("agent.yaml");
    Files.writeString(file, "id: a\nmodel: m.onnx\nkamera: []\ncameras: [{id: c, source: d}]\n");
    assertThatThrownBy(() -> ConfigFile.read(file, AgentConfig.class))
        .isInstanceOf(DetectorException.class)
        .hasMessageContaining("agent.yaml:3: kamera: unknown key; did you mean 'cameras'?");
  }

  @Test
  void tilesAreAGridOrMoreAndABadOneIsSaid() throws Exception {
    assertThat(tiles("3x2")).isEqualTo(TileSpec.valueOf("3x2"));
    assertThat(tiles("{grid: auto, overlap: 0.3}")).isEqualTo(new TileSpec("auto", 0.3));
    assertThatThrownBy(() -> tiles("many"))
        .isInstanceOf(DetectorException.class)
        .hasMessageContaining(
            "agent.yaml:5: cameras[0].tiles: tiles 'many': give columns and rows as 3x2");
    assertThatThrownBy(() -> tiles("{overlap: 0.3}")).hasMessageContaining("give columns and rows");
    assertThatThrownBy(() -> tiles("{grid: 2x2, rows: 3}"))
        .hasMessageContaining("cameras[0].tiles.rows: unknown key; known are grid, overlap");
  }

  private @Nullable TileSpec tiles(String written) throws Exception {
    Path file = folder.resolve("agent.yaml");
    Files.writeString(
        file,
        "id: a\nmodel: m.onnx\ncameras:\n  - {id: c, source: d,\n     tiles: " + written + "}\n");
    TileSpec tiles = ConfigFile.read(file, AgentConfig.class).cameras().get(0).tiles();
    ConfigFile.write(file, ConfigFile.read(file, AgentConfig.class));
    assertThat(ConfigFile.read(file, AgentConfig.class).cameras().get(0).tiles()).isEqualTo(tiles);
    return tiles;
  }

  @Test
  void whatARecordRefusesIsSaidInItsOwnWords() throws Exception {
    Path file = folder.resolve("agent.yaml");
    Files.writeString(file, "id: a\nmodel: m.onnx\n");
    assertThatThrownBy(() -> ConfigFile.read(file, AgentConfig.class))
        .isInstanceOf(DetectorException.class)
        .hasMessageContaining("agent a has no camera")
        .hasMessageNotContaining("io.vedette");
  }
}
