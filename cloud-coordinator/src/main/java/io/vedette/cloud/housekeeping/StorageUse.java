package io.vedette.cloud.housekeeping;

/**
 * What is stored of a kind, and what of it is beyond the bounds of its retention.
 *
 * @param bytes of all of them
 * @param unneeded that would be deleted now, or were
 * @param unneededBytes of these
 */
public record StorageUse(Kind kind, long count, long bytes, long unneeded, long unneededBytes) {

  /** What is stored. */
  public enum Kind {
    /** Pictures of hard frames, with their records. */
    FRAMES,
    /** The files that pictures lie in. */
    FRAME_SEGMENTS,
    /** Models, updates and datasets. */
    ARTIFACTS,
    /** Artifacts that were set aside because the disk changed them. */
    DAMAGED_ARTIFACTS
  }
}
