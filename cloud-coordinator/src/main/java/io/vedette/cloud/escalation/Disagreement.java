package io.vedette.cloud.escalation;

/** How a student and its teacher differ about one object. */
public enum Disagreement {
  /** Both have a box there, with the same label. */
  CONFIRMED,
  /** Only the teacher has one. */
  MISSED,
  /** Only the student has one. */
  FALSE,
  /** Both have a box there, with different labels. */
  RELABELLED
}
