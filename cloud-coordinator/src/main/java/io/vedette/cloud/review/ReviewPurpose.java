package io.vedette.cloud.review;

/** Why a frame is to be reviewed. */
public enum ReviewPurpose {
  /** It is one of a random sample of the audits: its review counts in the estimate of accuracy. */
  ESTIMATE,
  /** Student and teacher differ about it, so a person's word teaches most. */
  LEARNING
}
