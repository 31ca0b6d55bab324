package io.vedette.cloud.worker;

import java.io.IOException;

/** A process's distiller: takes one distillation job at a time. */
public final class DistillerWorker implements AutoCloseable {

  private DistillerWorker() {}

  /**
   * Dials the coordinator; dials again whenever the connection is lost.
   *
   * @throws IOException when the directory cannot be used
   */
  public static DistillerWorker start(DistillerConfig config) throws IOException {
    throw new IOException("not there yet: " + config.directory());
  }

  @Override
  public void close() {}
}
