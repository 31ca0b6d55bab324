package io.vedette.cloud.distillation;

import io.vedette.registry.manifest.Artifact;

/** What a distillation wants done. Every effect may be performed twice, and is harmless then. */
public sealed interface DistillationEffect {

  /** Look whether there are enough frames, and store them as datasets. */
  record Gather() implements DistillationEffect {}

  /** Find a distiller that has nothing to do. */
  record SeekWorker() implements DistillationEffect {}

  /** Send the job. */
  record Lease(String workerId) implements DistillationEffect {}

  /** Tell a distiller to stop an attempt. */
  record Cancel(String workerId, int attempt) implements DistillationEffect {}

  /** Evaluate the gates; what passes becomes a version. */
  record Judge() implements DistillationEffect {}

  /** Delete a checkpoint that a newer one replaces, or that is no longer needed. */
  record DeleteCheckpoint(Artifact file) implements DistillationEffect {}

  /** Log that a message was ignored, because it is about an attempt that has ended. */
  record LogIgnored(String text) implements DistillationEffect {}

  /** Add a line to the event feed. */
  record Announce(String text) implements DistillationEffect {}

  /** Roll the new version out. */
  record RollOut() implements DistillationEffect {}
}
