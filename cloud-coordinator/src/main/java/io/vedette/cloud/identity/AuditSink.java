package io.vedette.cloud.identity;

/** Is told of each call that changed something, and of each that was refused. */
@FunctionalInterface
public interface AuditSink {

  /** Forgets them. */
  AuditSink NONE = call -> {};

  /** Called when the call has ended, by the thread that ended it. */
  void record(AuditedCall call);
}
