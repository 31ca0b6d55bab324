package io.vedette.edge.camera;

/** Whether a decoded frame is damaged. */
enum FrameDamage {
  /** It is not. */
  NONE,
  /** Parts of it, or of a frame that it builds on, are lost; a whole key frame may come soon. */
  FRESH,
  /** The same, but no whole key frame has come in time: damaged frames are used. */
  STANDING
}
