package io.vedette.federated.worker;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.file.Path;

/** One piece of training, complete in itself: every file it names is there before it starts. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "job")
@JsonSubTypes({
  @JsonSubTypes.Type(value = LocalUpdateJob.class, name = "local-update"),
  @JsonSubTypes.Type(value = DistillationJob.class, name = "distillation"),
  @JsonSubTypes.Type(value = StudentTrainingJob.class, name = "student-training")
})
public sealed interface Job permits LocalUpdateJob, DistillationJob, StudentTrainingJob {

  /** The folder that the results are left in; made when it is missing. */
  Path output();
}
