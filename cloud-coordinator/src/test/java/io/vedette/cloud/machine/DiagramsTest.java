package io.vedette.cloud.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.distillation.DistillationDiagram;
import io.vedette.cloud.rollout.RolloutDiagram;
import io.vedette.cloud.round.RoundDiagram;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The diagrams in docs are the tables in the code. {@code -Dvedette.rewrite=true} draws them anew.
 */
class DiagramsTest {

  @Test
  void docsShowTheTables() throws Exception {
    Path file = root().resolve("docs/state-machines.md");
    String drawn =
        """
        # State machines

        Drawn from the transition tables in `cloud-coordinator` by `DiagramsTest`; run it with
        `-Dvedette.rewrite=true` after a change. Events that leave a phase as it is are not shown.

        ## A federated round

        ```mermaid
        %s```

        ## A distillation

        ```mermaid
        %s```

        ## A rollout

        ```mermaid
        %s```
        """
            .formatted(RoundDiagram.draw(), DistillationDiagram.draw(), RolloutDiagram.draw());
    if (Boolean.getBoolean("vedette.rewrite")) {
      Files.writeString(file, drawn);
    }
    assertThat(file).hasContent(drawn);
  }

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("docs")) ? here : here.getParent();
  }
}
