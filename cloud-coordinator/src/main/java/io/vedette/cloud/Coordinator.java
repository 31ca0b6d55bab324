package io.vedette.cloud;

import java.io.IOException;

/** A running centre. */
public final class Coordinator implements AutoCloseable {

  private Coordinator() {}

  /**
   * Starts a coordinator; it answers on its port when this returns, and what was under way when it
   * last went down goes on.
   *
   * @throws IOException in one line for people: address in use, data directory in use or unreadable
   */
  public static Coordinator start(CoordinatorConfig config) throws IOException {
    throw new IOException("not there yet: " + config.listener());
  }

  /** The port it listens on. */
  public int port() {
    return 0;
  }

  @Override
  public void close() {}
}
