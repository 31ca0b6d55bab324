package io.vedette.edge.camera;

import java.io.IOException;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;

/** Makes the video files that tests read. */
final class Films {

  static final int RATE = 25;

  private Films() {}

  /** H.264 without B-frames, a key frame every {@code gop} frames, of BGR pictures. */
  static void h264(Path file, String format, int width, int height, int gop, byte[]... pictures)
      throws IOException {
    FFmpegFrameRecorder recorder = recorder(file, format, width, height, "libopenh264");
    recorder.setGopSize(gop);
    recorder.setVideoBitrate(1_000_000);
    recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
    write(
        recorder,
        pictures.length,
        i ->
            new Raw(
                width,
                height,
                Frame.DEPTH_UBYTE,
                3,
                avutil.AV_PIX_FMT_BGR24,
                ByteBuffer.wrap(pictures[i])));
  }

  /** Grey of 16 bits, without loss. */
  static void grey16(Path file, int width, int height, boolean bigEndian, short[]... pictures)
      throws IOException {
    FFmpegFrameRecorder recorder = recorder(file, "nut", width, height, "rawvideo");
    int format = bigEndian ? avutil.AV_PIX_FMT_GRAY16BE : avutil.AV_PIX_FMT_GRAY16LE;
    recorder.setPixelFormat(format);
    write(
        recorder,
        pictures.length,
        i -> {
          ByteBuffer bytes = ByteBuffer.allocateDirect(2 * width * height);
          bytes.order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
          bytes.asShortBuffer().put(pictures[i]);
          return new Raw(width, height, Frame.DEPTH_SHORT, 1, format, bytes.asShortBuffer());
        });
  }

  private record Raw(int width, int height, int depth, int channels, int format, Buffer pixels) {}

  private static FFmpegFrameRecorder recorder(
      Path file, String format, int width, int height, String codec) throws IOException {
    Ffmpeg.needVideo();
    FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), width, height);
    recorder.setFormat(format);
    recorder.setVideoCodecName(codec);
    recorder.setFrameRate(RATE);
    return recorder;
  }

  private static void write(FFmpegFrameRecorder to, int count, IntFunction<Raw> pictures)
      throws IOException {
    try (FFmpegFrameRecorder recorder = to) {
      recorder.start();
      for (int i = 0; i < count; i++) {
        Raw raw = pictures.apply(i);
        recorder.recordImage(
            raw.width,
            raw.height,
            raw.depth,
            raw.channels,
            raw.width * raw.channels,
            raw.format,
            raw.pixels);
      }
    }
  }

  /** Says in an MP4 file that its video is to be shown turned; the numbers of a display matrix. */
  static void turn(Path mp4, int a, int b, int c, int d) throws IOException {
    byte[] bytes = Files.readAllBytes(mp4);
    // A track's header, version 0, has its matrix 40 bytes behind the four letters of its name.
    int at = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("tkhd") + 44;
    int one = 1 << 16;
    ByteBuffer matrix = ByteBuffer.wrap(bytes);
    matrix.putInt(at, a * one).putInt(at + 4, b * one);
    matrix.putInt(at + 12, c * one).putInt(at + 16, d * one);
    Files.write(mp4, bytes);
  }
}
