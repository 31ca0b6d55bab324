package io.vedette.cloud.distillation;

/** What a distillation wants done. Every effect may be asked for twice, and is harmless then. */
public sealed interface DistillationEffect {

  /** Look whether there are enough frames, and store them as datasets. */
  record Gather() implements DistillationEffect {}

  /** Find a distiller that has nothing to do. */
  record SeekWorker() implements DistillationEffect {}

  /** Send the job. */
  record Lease(String workerId) implements DistillationEffect {}

  /** Tell a distiller to stop. */
  record Cancel(String workerId) implements DistillationEffect {}

  /** Let the gates speak; what passes becomes a version. */
  record Judge() implements DistillationEffect {}

  /** Tell people. */
  record Announce(String text) implements DistillationEffect {}

  /** Roll the new version out. */
  record RollOut() implements DistillationEffect {}
}
