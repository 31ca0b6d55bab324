package io.vedette.cloud.identity;

/** Is told of each call that changed something, and of each that was refused. */
@FunctionalInterface
public interface AuditSink {

  /** Forgets them. */
  AuditSink NONE = call -> {};

  /**
   * Called by the thread that ends a call, before the caller hears of its end.
   *
   * @throws RuntimeException when it cannot be kept
   */
  void record(AuditedCall call);
}
