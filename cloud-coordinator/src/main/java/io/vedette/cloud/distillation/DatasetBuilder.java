package io.vedette.cloud.distillation;

import io.vedette.cloud.distillation.Distillation.Sets;
import io.vedette.cloud.escalation.AcceptedEscalation;
import io.vedette.cloud.escalation.DeploymentQueries;
import io.vedette.cloud.escalation.TeacherVerdict;
import io.vedette.cloud.review.Reviews;
import io.vedette.registry.RegistryException;
import io.vedette.registry.blob.BlobStore;
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

  /** What is missing; empty when there are enough frames. */
  Optional<String> missing() {
    int training = escalations.answeredCount(false);
    int validation = escalations.answeredCount(true);
    if (training >= config.minTraining() && validation >= config.minValidation()) {
      return Optional.empty();
    }
    return Optional.of(
        "for frames with a verdict: "
            + training
            + " of at least "
            + config.minTraining()
            + " to train on, "
            + validation
            + " of at least "
            + config.minValidation()
            + " held out to judge on");
  }

  /** The frames to train on: the newest, and frames to rehearse in place of as many others. */
  private List<AcceptedEscalation> training() {
    int all = escalations.answeredCount(false);
    int rehearsed = all > config.maxTraining() ? config.maxRehearsal() : 0;
    List<AcceptedEscalation> newest =
        escalations.newestAnswered(false, config.maxTraining() - rehearsed);
    List<AcceptedEscalation> training = new ArrayList<>(newest);
    training.addAll(escalations.rehearsal(newest, rehearsed));
    return training;
  }

  /** Frames of both kinds, in the student's labels. */
  Sets gather(List<String> labels) throws RegistryException, IOException {
    List<AcceptedEscalation> training = training();
    List<AcceptedEscalation> validation = escalations.newestAnswered(true, config.maxValidation());
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
