package io.vedette.cloud.distillation;

import io.vedette.cloud.distillation.Distillation.Outcome;
import io.vedette.cloud.distillation.Distillation.Sets;
import io.vedette.cloud.escalation.AcceptedEscalation;
import io.vedette.cloud.escalation.DeploymentQueries;
import io.vedette.cloud.escalation.TeacherVerdict;
import io.vedette.cloud.review.Reviews;
import io.vedette.federated.worker.FrameAnswers;
import io.vedette.registry.RegistryException;
import io.vedette.registry.blob.BlobStore;
import io.vedette.registry.gate.FieldEvidence;
import io.vedette.registry.manifest.Artifact;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers answered frames to train and to validate on, and stores them as datasets. */
public final class DatasetBuilder {

  private final DistillationConfig config;
  private final DeploymentQueries escalations;
  private final Reviews reviews;
  private final BlobStore blobs;

  /**
   * @param reviews of frames, which outrank their verdicts
   */
  public DatasetBuilder(
      DistillationConfig config, DeploymentQueries escalations, Reviews reviews, BlobStore blobs) {
    this.config = config;
    this.escalations = escalations;
    this.reviews = reviews;
    this.blobs = blobs;
  }

  /**
   * What is missing; empty when there are enough frames.
   *
   * @param audits held-out audits that are wanted beside the least number; 0: none
   */
  Optional<String> missing(int audits) {
    int training = escalations.trainingCount();
    int random = escalations.heldOutCount(true);
    int wanted = Math.max(config.minValidation(), Math.min(config.maxValidation(), audits));
    if (training >= config.minTraining() && random >= wanted) {
      return Optional.empty();
    }
    return Optional.of(
        "for frames with a verdict: "
            + training
            + " of at least "
            + config.minTraining()
            + " to train on, "
            + random
            + " of at least "
            + wanted
            + " audits held out to judge on"
            + (random < wanted ? "; devices draw audits at their auditShare" : ""));
  }

  /** The frames to train on: the newest, and frames to rehearse in place of as many others. */
  private List<AcceptedEscalation> training() {
    int rehearsed = escalations.trainingCount() > config.maxTraining() ? config.maxRehearsal() : 0;
    List<AcceptedEscalation> newest =
        escalations.newestForTraining(config.maxTraining() - rehearsed);
    List<AcceptedEscalation> training = new ArrayList<>(newest);
    training.addAll(escalations.rehearsal(newest, rehearsed));
    return training;
  }

  /**
   * What a version is judged by: the answers on the validation frames.
   *
   * @throws IOException when the answers are damaged, or there are none
   */
  FieldEvidence evidence(Sets sets, Outcome outcome) throws RegistryException, IOException {
    Artifact answers = outcome.answers();
    if (answers == null) {
      throw new IOException("the distiller sent no answers on the validation frames");
    }
    return ValidationFrames.evidence(
        blobs.read(sets.validation().sha256()), FrameAnswers.read(blobs.file(answers.sha256())));
  }

  /** Frames of both kinds, in the student's labels. */
  Sets gather(List<String> labels) throws RegistryException, IOException {
    List<AcceptedEscalation> training = training();
    List<AcceptedEscalation> validation =
        new ArrayList<>(escalations.newestHeldOut(true, config.maxValidation()));
    validation.addAll(escalations.newestHeldOut(false, config.maxValidation()));
    String teacher =
        training.stream()
            .flatMap(e -> Optional.ofNullable(e.verdict()).stream())
            .map(TeacherVerdict::teacherSha256)
            .findFirst()
            .orElse("");
    return new Sets(
        blobs.put(HardExampleDataset.coco(training, reviews::truth, labels), "dataset"),
        blobs.put(HardExampleDataset.coco(validation, reviews::truth, labels), "dataset"),
        training.size(),
        validation.size(),
        teacher);
  }
}
