package io.vedette.edge.camera;

/** Whether a decoded frame shows what was before the camera. */
enum FrameDamage {
  /** It does. */
  NONE,
  /** Parts of it, or of a frame that it builds on, are lost: the next key frame will be whole. */
  FRESH,
  /** The same, but no whole key frame has come for so long that damaged frames must do. */
  STANDING
}
