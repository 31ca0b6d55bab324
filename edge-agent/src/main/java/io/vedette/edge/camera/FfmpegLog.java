package io.vedette.edge.camera;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Receives FFmpeg's log. It is not printed, because it may contain passwords, and errors are known
 * from codes. Only lost network packets are reported nowhere else; they are read from the log.
 */
final class FfmpegLog {

  /** "[rtsp @ 0x7f2a4c004b80] RTP: missed 3 packets". */
  private static final Pattern LOSS =
      Pattern.compile("\\[\\w+ @ (?:0x)?([0-9a-fA-F]+)] RTP: missed \\d+ packets");

  private static final Map<Long, Runnable> LISTENERS = new ConcurrentHashMap<>();

  /** Never collected: native code calls it. */
  private static final LogCallback CALLBACK =
      new LogCallback() {
        @Override
        public void call(int level, BytePointer line) {
          try {
            heard(line.getString());
          } catch (RuntimeException e) {
            // Nothing may be thrown into native code.
          }
        }
      };

  private FfmpegLog() {}

  /** Redirects FFmpeg's log, which would go to standard error. */
  static void install() {
    avutil.av_log_set_level(avutil.AV_LOG_WARNING);
    avutil.setLogCallback(CALLBACK);
  }

  private static void heard(String line) {
    Matcher loss = LOSS.matcher(line);
    if (loss.find()) {
      LISTENERS.getOrDefault(Long.parseUnsignedLong(loss.group(1), 16), () -> {}).run();
    }
  }

  /** Calls the listener when packets were lost, on the thread that reads. */
  static void listen(Pointer context, Runnable listener) {
    LISTENERS.put(context.address(), listener);
  }

  static void forget(Pointer context) {
    LISTENERS.remove(context.address());
  }
}
