package io.vedette.cloud.housekeeping;

import io.vedette.cloud.distillation.Distillation;
import io.vedette.cloud.round.AggregateRecord;
import io.vedette.cloud.round.LateUpdate;
import io.vedette.cloud.round.Participant;
import io.vedette.cloud.round.Participant.Contribution;
import io.vedette.cloud.round.Round;
import io.vedette.registry.manifest.Artifact;
import io.vedette.registry.manifest.Manifest;
import io.vedette.registry.manifest.Variant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The digests of the artifacts that versions, rounds and distillations refer to. */
public final class UsedArtifacts {

  private final Set<String> digests = new HashSet<>();

  Set<String> digests() {
    return digests;
  }

  /** What the devices run, what training goes on from, and the datasets it was made with. */
  public void add(Manifest version) {
    add(version.training());
    add(version.variants());
    digests.addAll(version.lineage().datasetDigests());
  }

  /** Its base, its student and, while its rows are in memory, its updates. */
  public void add(Round round) {
    add(round.training());
    add(round.aggregate());
    AggregateRecord how = round.record();
    if (how != null) {
      add(how.state());
    }
    for (Participant participant : round.rows()) {
      add(participant.update());
      LateUpdate late = participant.carried();
      if (late != null) {
        add(late.training());
        add(late.update());
      }
    }
  }

  /** Its student, its datasets and what the distiller made. */
  public void add(Distillation distillation) {
    add(distillation.student());
    add(distillation.baselineTraining());
    Distillation.Sets sets = distillation.sets();
    if (sets != null) {
      add(sets.training());
      add(sets.validation());
    }
    Distillation.Outcome outcome = distillation.outcome();
    if (outcome != null) {
      add(outcome.training());
      add(outcome.variants());
      add(outcome.answers());
    }
  }

  private void add(@Nullable Contribution update) {
    if (update != null) {
      add(update.weights());
      add(update.sources());
    }
  }

  private void add(Iterable<Variant> variants) {
    variants.forEach(variant -> add(variant.artifact()));
  }

  private void add(@Nullable Artifact artifact) {
    if (artifact != null) {
      digests.add(artifact.sha256());
    }
  }
}
