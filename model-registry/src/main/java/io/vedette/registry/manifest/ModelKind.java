package io.vedette.registry.manifest;

/** What a version is for. */
public enum ModelKind {
  /** Devices run it. */
  STUDENT,
  /** Teachers answer frames with it; it goes to no device. */
  TEACHER
}
