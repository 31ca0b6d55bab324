package io.vedette.edge.camera;

import java.io.IOException;

/** Opens a camera's source. */
@FunctionalInterface
interface SourceFactory {

  /**
   * Opens the source within a few seconds.
   *
   * @throws IOException in one line: what is wrong, where, what to do
   */
  Source open(CameraConfig camera) throws IOException;
}
