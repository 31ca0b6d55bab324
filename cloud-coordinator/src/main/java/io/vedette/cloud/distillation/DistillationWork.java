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
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
  private final Set<String> gathering = new HashSet<>();

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

  /** Stores datasets where there are enough frames. */
  void gather(Distillation d, Consumer<DistillationEvent> then) {
    Optional<String> missing = datasets.missing();
    if (missing.isPresent()) {
      then.accept(new DistillationEvent.TooFew(missing.get()));
    } else if (gathering.add(d.id())) {
      background.run(
          "gathering the datasets of " + d.id(),
          () -> gathered(d),
          event -> {
            gathering.remove(d.id());
            then.accept(event);
          });
    }
  }

  private DistillationEvent gathered(Distillation d) {
    try {
      return new DistillationEvent.Gathered(datasets.gather(detector(d).labels()));
    } catch (RegistryException | IOException | RuntimeException e) {
      return new DistillationEvent.TooFew("the datasets cannot be stored: " + e.getMessage());
    }
  }

  /** Evaluates the gates; what passes is registered as a version. */
  void judge(Distillation d, Consumer<DistillationEvent> then) {
    background.run("evaluating the gates of " + d.id(), () -> judged(d), then);
  }

  private DistillationEvent judged(Distillation d) {
    try {
      return register(d);
    } catch (RegistryException | RuntimeException e) {
      return new DistillationEvent.Judged(
          null, List.of(), String.valueOf(e.getMessage()), time.now());
    }
  }

  private DistillationEvent register(Distillation d) throws RegistryException {
    Outcome outcome = d.outcome();
    Sets sets = d.sets();
    if (outcome == null || sets == null) {
      throw new IllegalStateException(d.id() + " has no outcome to evaluate");
    }
    GateEvaluation evaluation = GateEvaluation.of(outcome, gates);
    if (!evaluation.passed()) {
      return new DistillationEvent.Judged(null, evaluation.gates(), evaluation.why(), time.now());
    }
    Version version =
        catalog.register(evaluation.manifest(d, sets, outcome, detector(d)), evaluation.gates());
    return new DistillationEvent.Judged(
        version.id(), evaluation.gates(), evaluation.why(), time.now());
  }

  void deleteCheckpoint(Artifact file) {
    background.run("deleting a checkpoint", () -> checkpoints.delete(file));
  }

  /** Deletes all other checkpoints. */
  void retainCheckpoints(Collection<Artifact> wanted) {
    checkpoints.retain(wanted);
  }
}
