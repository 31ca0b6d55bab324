package io.vedette.cloud.worker;

import io.vedette.detector.DetectorException;

/** A process's teacher: answers batches of frames with one detector. */
public final class TeacherWorker implements AutoCloseable {

  private TeacherWorker() {}

  /**
   * Opens the model and dials the coordinator; dials again whenever the connection is lost.
   *
   * @throws DetectorException when the model cannot be used
   */
  public static TeacherWorker start(TeacherConfig config) throws DetectorException {
    throw new DetectorException("not there yet: " + config.model());
  }

  @Override
  public void close() {}
}
