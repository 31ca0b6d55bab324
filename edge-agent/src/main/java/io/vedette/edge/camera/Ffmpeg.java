package io.vedette.edge.camera;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.global.avdevice;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.FrameGrabber;
import org.jspecify.annotations.Nullable;

/**
 * FFmpeg's libraries in this process. Those for capture devices want libraries of a desktop, such
 * as libpulse, that many a server has not: without them files and streams are read all the same.
 */
final class Ffmpeg {

  private static final @Nullable String NO_VIDEO;
  private static final @Nullable String NO_DEVICES;

  static {
    try {
      // The grabber loads all of them, the devices last, and sets a level of its own.
      FFmpegFrameGrabber.tryLoad();
    } catch (FrameGrabber.Exception e) {
      // Each is asked for itself below.
    }
    NO_VIDEO = missing(avutil.class, avformat.class, swscale.class);
    NO_DEVICES = NO_VIDEO == null ? missing(avdevice.class) : NO_VIDEO;
    if (NO_VIDEO == null) {
      FfmpegLog.install();
    }
  }

  private Ffmpeg() {}

  /**
   * Makes sure that videos and streams can be read and written.
   *
   * @throws IOException with what this machine lacks
   */
  static void needVideo() throws IOException {
    need("video", NO_VIDEO);
  }

  /**
   * Makes sure that capture devices can be read.
   *
   * @throws IOException with what this machine lacks
   */
  static void needDevices() throws IOException {
    need("capture devices", NO_DEVICES);
  }

  private static void need(String what, @Nullable String missing) throws IOException {
    if (missing != null) {
      throw new IOException(what + " needs a library that is not on this machine: " + missing);
    }
  }

  /**
   * What a call of FFmpeg's gave.
   *
   * @throws IOException in FFmpeg's own words, when that is an error
   */
  static int checked(int code) throws IOException {
    if (code < 0) {
      byte[] words = new byte[avutil.AV_ERROR_MAX_STRING_SIZE];
      avutil.av_strerror(code, words, words.length);
      String text = new String(words, StandardCharsets.UTF_8);
      throw new IOException(text.substring(0, Math.max(0, text.indexOf('\0'))));
    }
    return code;
  }

  /** Why one of these cannot be loaded, as the system's loader says it; null when all can. */
  private static @Nullable String missing(Class<?>... libraries) {
    for (Class<?> library : libraries) {
      try {
        Loader.load(library);
      } catch (LinkageError e) {
        String why = String.valueOf(e.getMessage());
        return why.substring(why.indexOf(": ") + 1).trim();
      }
    }
    return null;
  }
}
