package io.vedette.cloud.worker;

import io.vedette.proto.v1.DistillJob;

/** One attempt at a job, as every message about it names it. */
record JobAttempt(String jobId, int number) {

  static JobAttempt of(DistillJob job) {
    return new JobAttempt(job.getJobId(), job.getAttempt());
  }

  @Override
  public String toString() {
    return jobId + " attempt " + number;
  }
}
