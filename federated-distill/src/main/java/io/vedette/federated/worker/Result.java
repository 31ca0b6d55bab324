package io.vedette.federated.worker;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a job came to, beside the files it left. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "result")
@JsonSubTypes({
  @JsonSubTypes.Type(value = LocalUpdateResult.class, name = "local-update"),
  @JsonSubTypes.Type(value = DistillationResult.class, name = "distillation"),
  @JsonSubTypes.Type(value = StudentTrainingResult.class, name = "student-training")
})
public sealed interface Result
    permits LocalUpdateResult, DistillationResult, StudentTrainingResult {}
