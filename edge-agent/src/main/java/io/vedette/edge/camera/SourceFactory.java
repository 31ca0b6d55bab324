package io.vedette.edge.camera;

import java.io.IOException;

/** Makes a camera's source out of its configuration. */
@FunctionalInterface
interface SourceFactory {

  /**
   * Opens the source within a few seconds.
   *
   * @throws IOException in one line: what is wrong, where, what to do
   */
  Source open(CameraConfig camera) throws IOException;
}
