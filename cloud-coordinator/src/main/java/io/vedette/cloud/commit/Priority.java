package io.vedette.cloud.commit;

/** Which changes become durable first when many wait. */
public enum Priority {
  /** Answers of teachers: agents keep their frames until then. */
  VERDICT,
  /** States of machines, rows of devices. */
  STATE,
  /** New frames. */
  FRAME
}
