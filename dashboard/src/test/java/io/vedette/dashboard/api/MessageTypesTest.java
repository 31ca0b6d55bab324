package io.vedette.dashboard.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.proto.v1.Distillation;
import io.vedette.proto.v1.EventList;
import io.vedette.proto.v1.LineageGraph;
import io.vedette.proto.v1.Overview;
import io.vedette.proto.v1.Participant;
import io.vedette.proto.v1.SnapshotList;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The web client's types are those of the wire. {@code -Dvedette.rewrite=true} writes them anew.
 */
class MessageTypesTest {

  private static final Path FILE = Path.of("src/main/web/src/messages.ts");

  /** What an update or a training has not told yet is no number. */
  private static final Set<String> UNKNOWN =
      Set.of(
          Participant.getDescriptor().findFieldByName("loss_before").getFullName(),
          Participant.getDescriptor().findFieldByName("loss_after").getFullName(),
          Distillation.getDescriptor().findFieldByName("loss").getFullName());

  @Test
  void theWebClientKnowsTheMessages() throws Exception {
    String types =
        TypeScriptMessages.of(
            List.of(
                Overview.getDescriptor(),
                SnapshotList.getDescriptor(),
                EventList.getDescriptor(),
                LineageGraph.getDescriptor()),
            UNKNOWN);
    if (Boolean.getBoolean("vedette.rewrite")) {
      Files.writeString(FILE, types);
    }
    assertThat(FILE).hasContent(types);
  }
}
