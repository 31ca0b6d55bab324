package io.vedette.cloud.store;

import org.apache.ignite.Ignite;
import org.apache.ignite.failure.AbstractFailureHandler;
import org.apache.ignite.failure.FailureContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when the store cannot go on: after a failed write of a page nothing in memory
 * may be believed. Everything that was acknowledged is in the log, and the next start reads it.
 */
final class StoreFailureHandler extends AbstractFailureHandler {

  private static final Logger log = LoggerFactory.getLogger(StoreFailureHandler.class);

  /** Exit code of an input or output error (sysexits.h, EX_IOERR). */
  private static final int EXIT_CODE = 74;

  @Override
  protected boolean handle(Ignite ignite, FailureContext context) {
    Throwable cause = context.error();
    while (cause != null && cause.getCause() != null) {
      cause = cause.getCause();
    }
    log.error(
        "the store cannot go on ({}: {}); the coordinator ends. What was acknowledged is on disk:"
            + " mend the disk and start it again",
        context.type(),
        cause == null ? "no reason given" : cause.getMessage());
    Runtime.getRuntime().halt(EXIT_CODE);
    return true;
  }
}
