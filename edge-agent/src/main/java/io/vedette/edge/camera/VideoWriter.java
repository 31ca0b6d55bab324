package io.vedette.edge.camera;

import io.vedette.detector.Picture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameRecorder;

/**
 * Writes pictures as an MP4 file. The file appears under its name when it is closed; until then it
 * is {@code NAME.part}. MPEG-4 part 2, because every build of FFmpeg can write that and every
 * player can read it. Used by one thread.
 */
public final class VideoWriter implements AutoCloseable {

  private final Path file;
  private final Path part;
  private final FFmpegFrameRecorder recorder;
  private final int width;
  private final int height;

  private VideoWriter(Path file, Path part, FFmpegFrameRecorder recorder, int width, int height) {
    this.file = file;
    this.part = part;
    this.recorder = recorder;
    this.width = width;
    this.height = height;
  }

  /**
   * Begins a video.
   *
   * @param width pixels of every picture; the video is one less where odd, as the codec wants
   * @param height pixels
   * @param fps frames per second; 0 counts as 25
   */
  public static VideoWriter open(Path file, int width, int height, double fps) throws IOException {
    Ffmpeg.needVideo();
    Path part = file.resolveSibling(file.getFileName() + ".part");
    FFmpegFrameRecorder recorder =
        new FFmpegFrameRecorder(part.toFile(), Math.max(2, width & ~1), Math.max(2, height & ~1));
    recorder.setFormat("mp4");
    recorder.setVideoCodec(avcodec.AV_CODEC_ID_MPEG4);
    recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
    recorder.setFrameRate(fps > 0 ? fps : 25);
    recorder.setVideoQuality(3);
    try {
      recorder.start();
    } catch (FrameRecorder.Exception e) {
      throw new IOException(file + ": cannot be written as video: " + e.getMessage(), e);
    }
    return new VideoWriter(file, part, recorder, width, height);
  }

  /**
   * Adds a picture of the video's size.
   *
   * @throws IllegalArgumentException when it has another size
   */
  public void write(Picture picture) throws IOException {
    if (picture.width() != width || picture.height() != height) {
      throw new IllegalArgumentException(
          "a picture of "
              + picture.width()
              + "x"
              + picture.height()
              + " in a video of "
              + width
              + "x"
              + height);
    }
    try {
      recorder.recordImage(
          width & ~1,
          height & ~1,
          Frame.DEPTH_UBYTE,
          3,
          width * 3,
          avutil.AV_PIX_FMT_BGR24,
          ByteBuffer.wrap(picture.bgr()));
    } catch (FrameRecorder.Exception e) {
      throw new IOException(file + ": a frame could not be written: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      recorder.close();
    } catch (FrameRecorder.Exception e) {
      throw new IOException(file + ": the video could not be finished: " + e.getMessage(), e);
    }
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
