package io.vedette.detector.image;

import org.bytedeco.opencv.global.opencv_core;

/** OpenCV's libraries in this process. Whoever makes a matrix makes sure of them first. */
final class OpenCv {

  private static final String PHYSICAL_LIMIT = "org.bytedeco.javacpp.maxphysicalbytes";

  static {
    NativeLibraries.load("opencv")
        .forEach(
            (file, why) -> {
              throw new UnsatisfiedLinkError(why);
            });
    // JavaCPP would refuse pictures where a large model makes the process three times its heap.
    if (System.getProperty(PHYSICAL_LIMIT) == null) {
      System.setProperty(PHYSICAL_LIMIT, "0");
    }
    // A frame loop keeps its rhythm better when resizing one picture does not wake every core.
    opencv_core.setNumThreads(1);
  }

  private OpenCv() {}

  /**
   * Loads them, once.
   *
   * @throws LinkageError when this machine lacks one
   */
  static void ready() {
    // the initialiser has done it
  }
}
