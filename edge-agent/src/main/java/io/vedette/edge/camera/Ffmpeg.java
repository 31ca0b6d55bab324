package io.vedette.edge.camera;

import io.vedette.detector.image.NativeLibraries;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avdevice;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/**
 * Loads FFmpeg's libraries. Those for capture devices need desktop libraries such as libpulse,
 * which many servers lack; files and streams work without them.
 */
final class Ffmpeg {

  private static final @Nullable String NO_VIDEO;
  private static final @Nullable String NO_DEVICES;

  static {
    Map<String, String> failed = NativeLibraries.load("ffmpeg");
    NO_VIDEO =
        missing(
            failed, avutil.class, swresample.class, avcodec.class, avformat.class, swscale.class);
    NO_DEVICES = NO_VIDEO == null ? missing(failed, avdevice.class) : NO_VIDEO;
    if (NO_VIDEO == null) {
      FfmpegLog.install();
      avformat.avformat_network_init();
    }
    if (NO_DEVICES == null) {
      avdevice.avdevice_register_all();
    }
  }

  private Ffmpeg() {}

  /**
   * Makes sure that videos and streams can be read and written.
   *
   * @throws IOException that names what this machine lacks
   */
  static void needVideo() throws IOException {
    need("video", NO_VIDEO);
  }

  /**
   * Makes sure that capture devices can be read.
   *
   * @throws IOException that names what this machine lacks
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
   * The result of a call to FFmpeg.
   *
   * @throws IOException in FFmpeg's words, when it is an error
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

  /**
   * Why one of these cannot be loaded, in the words of the system's loader; null when all can.
   *
   * @param failed files that could not be loaded, and why
   */
  private static @Nullable String missing(Map<String, String> failed, Class<?>... libraries) {
    for (Class<?> library : libraries) {
      String why = failed.get(System.mapLibraryName("jni" + library.getSimpleName()));
      if (why == null) {
        why = failure(library);
      }
      if (why != null) {
        return why.substring(why.indexOf(": ") + 1).trim();
      }
    }
    return null;
  }

  private static @Nullable String failure(Class<?> library) {
    try {
      Loader.load(library);
      return null;
    } catch (LinkageError e) {
      return String.valueOf(e.getMessage());
    }
  }
}
