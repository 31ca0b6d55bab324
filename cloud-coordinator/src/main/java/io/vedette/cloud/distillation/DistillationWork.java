package io.vedette.cloud.distillation;

import io.vedette.cloud.distillation.Distillation.Outcome;
import io.vedette.cloud.distillation.Distillation.Sets;
import io.vedette.cloud.machine.ActiveTime;
import io.vedette.cloud.machine.BackgroundWork;
import io.vedette.detector.DetectorSpec;
import io.vedette.registry.RegistryException;
import io.vedette.registry.catalog.Catalog;
import io.vedette.registry.manifest.Artifact;
import io.vedette.registry.manifest.Version;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The coordinator's own part of a distillation: datasets are stored, gates evaluated, versions
 * registered and checkpoints deleted. What is slow runs in the background, and its result comes
 * back as an event. For the control loop only.
 */
public final class DistillationWork {

  private final DatasetBuilder datasets;
  private final GateConfig gates;
  private final Catalog catalog;
  private final Checkpoints checkpoints;
  private final BackgroundWork background;
  private final ActiveTime time;

  public DistillationWork(
      DatasetBuilder datasets,
      GateConfig gates,
      Catalog catalog,
      Checkpoints checkpoints,
      BackgroundWork background,
      ActiveTime time) {
    this.datasets = datasets;
    this.gates = gates;
    this.catalog = catalog;
    this.checkpoints = checkpoints;
    this.background = background;
    this.time = time;
  }

  /** What the student of a distillation is. */
  DetectorSpec detector(Distillation d) throws RegistryException {
    return catalog.version(d.baseline()).manifest().detector();
  }

  /**
   * What frames are missing; empty when there are enough.
   *
   * @param audits held-out audits that are wanted
   */
  Optional<String> missing(int audits) {
    return datasets.missing(audits);
  }

  /**
   * Stores datasets where there are enough frames.
   *
   * @param audits held-out audits that are wanted
   */
  void gather(Distillation d, int audits, Consumer<DistillationEvent> then) {
    Optional<String> missing = missing(audits);
    if (missing.isPresent()) {
      then.accept(new DistillationEvent.TooFew(missing.get()));
    } else {
      background.<DistillationEvent>run(
          "gathering the datasets of " + d.id(),
          () -> new DistillationEvent.Gathered(datasets.gather(detector(d).labels())),
          e -> new DistillationEvent.TooFew("the datasets cannot be stored: " + e.getMessage()),
          then);
    }
  }

  /** Evaluates the gates; what passes is registered as a version. */
  void judge(Distillation d, Consumer<DistillationEvent> then) {
    background.run(
        "evaluating the gates of " + d.id(),
        () -> register(d),
        e ->
            new DistillationEvent.Judged(
                null, List.of(), String.valueOf(e.getMessage()), time.now()),
        then);
  }

  private DistillationEvent register(Distillation d) throws RegistryException, IOException {
    Outcome outcome = d.outcome();
    Sets sets = d.sets();
    if (outcome == null || sets == null) {
      throw new IllegalStateException(d.id() + " has no outcome to evaluate");
    }
    GateEvaluation evaluation = GateEvaluation.of(outcome, datasets.evidence(sets, outcome), gates);
    if (!evaluation.passed()) {
      return new DistillationEvent.Judged(null, evaluation.gates(), evaluation.why(), time.now());
    }
    Version version =
        catalog.register(evaluation.manifest(d, sets, outcome, detector(d)), evaluation.gates());
    return new DistillationEvent.Judged(
        version.id(), evaluation.gates(), evaluation.why(), time.now());
  }

  /** Deletes a checkpoint; one that cannot be deleted now is deleted at the next start. */
  void deleteCheckpoint(Artifact file, Runnable then) {
    background.run(
        "deleting a checkpoint",
        () -> {
          checkpoints.delete(file);
          return true;
        },
        e -> false,
        deleted -> then.run());
  }

  /** Sends a job to a distiller. */
  void assign(DistillerSession session, Distillation d, DistillationConfig config)
      throws RegistryException {
    session.assign(new DistillationCommand(d, detector(d), config, config.seed()));
  }
}
