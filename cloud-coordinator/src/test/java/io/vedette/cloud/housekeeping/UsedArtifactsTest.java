package io.vedette.cloud.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.cloud.Scratch;
import io.vedette.cloud.distillation.Distillation;
import io.vedette.cloud.round.AggregateRecord;
import io.vedette.cloud.round.LateUpdate;
import io.vedette.cloud.round.Participant;
import io.vedette.cloud.round.Round;
import io.vedette.registry.Samples;
import io.vedette.registry.manifest.Artifact;
import io.vedette.registry.manifest.Lineage;
import io.vedette.registry.manifest.Manifest;
import io.vedette.registry.manifest.ModelMetrics;
import io.vedette.registry.manifest.Variant;
import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** No artifact that a record holds is overlooked, whichever component it is in. */
class UsedArtifactsTest {

  private final UsedArtifacts used = new UsedArtifacts();
  private int made;

  private Artifact artifact() {
    return new Artifact("%064x".formatted(++made), 10, "any");
  }

  private Participant.Contribution update() {
    return new Participant.Contribution("u-" + made, artifact(), 1, 2, 1, 3, artifact(), 4);
  }

  /** Artifacts in any component of a record, in records and lists below it too. */
  private static void collect(@Nullable Object value, Set<String> into) throws Exception {
    if (value instanceof Artifact artifact) {
      into.add(artifact.sha256());
    } else if (value instanceof Iterable<?> many) {
      for (Object one : many) {
        collect(one, into);
      }
    } else if (value instanceof Record) {
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        component.getAccessor().setAccessible(true);
        collect(component.getAccessor().invoke(value), into);
      }
    }
  }

  private void assertAllAreUsed(Object record, int artifacts) throws Exception {
    Set<String> held = new HashSet<>();
    collect(record, held);
    assertThat(held).hasSize(artifacts);
    assertThat(used.digests()).isEqualTo(held);
  }

  @Test
  void ofARound() throws Exception {
    LateUpdate late = new LateUpdate("r-0", "agent-2", Scratch.V1, artifact(), update());
    Round opened =
        Round.opening(
            "r-1", Scratch.at(0), Scratch.V1, artifact(), 2, 1, List.of("agent-1"), List.of(late));
    Participant invited = opened.participant("agent-1").orElseThrow();
    Participant updated =
        new Participant(
            invited.agentId(),
            Participant.State.UPDATED,
            update(),
            "",
            invited.pace(),
            invited.carried());
    Round round =
        new Round(
            opened.id(),
            opened.phase(),
            opened.startedMs(),
            opened.endedMs(),
            opened.base(),
            opened.training(),
            opened.minUpdates(),
            opened.seed(),
            opened.rows().with(updated),
            0,
            0,
            false,
            "",
            artifact(),
            null,
            new AggregateRecord(List.of("u-1"), 1, artifact()));
    used.add(round);
    assertAllAreUsed(round, 8);
  }

  @Test
  void ofADistillation() throws Exception {
    Distillation distillation =
        new Distillation(
            "d-1",
            "r-1",
            Distillation.Phase.JUDGING,
            artifact(),
            Scratch.V1,
            artifact(),
            List.of(),
            new Distillation.Sets(artifact(), artifact(), 1, 1, "t".repeat(64)),
            null,
            Scratch.distillation().progress(),
            null,
            1,
            0,
            0,
            0,
            0,
            new Distillation.Outcome(
                artifact(),
                List.of(variant("fp32"), variant("int8")),
                new ModelMetrics(0, 0, 0, 0, 1, "", 0, 0, ""),
                artifact(),
                1,
                Map.of()),
            null,
            List.of(),
            "");
    used.add(distillation);
    assertAllAreUsed(distillation, 8);
  }

  private Variant variant(String name) {
    return new Variant(name, artifact(), List.of(), true, "");
  }

  @Test
  void ofAVersion() throws Exception {
    Manifest manifest =
        Manifest.draft(
            "student",
            Samples.detector(),
            artifact(),
            List.of(variant("fp32"), variant("int8")),
            new Lineage(List.of(), "", "", "", List.of(artifact().sha256()), List.of(), Map.of()),
            "");
    used.add(manifest);
    assertThat(used.digests()).containsAll(manifest.lineage().datasetDigests()).hasSize(4);
    used.digests().removeAll(manifest.lineage().datasetDigests());
    assertAllAreUsed(manifest, 3);
  }
}
