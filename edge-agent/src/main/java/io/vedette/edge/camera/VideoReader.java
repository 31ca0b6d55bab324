package io.vedette.edge.camera;

import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.FrameGrabber;
import org.jspecify.annotations.Nullable;

/** A video file, network stream or capture device, frame by frame. Used by one thread. */
public final class VideoReader implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Pattern ERROR = Pattern.compile("error (-\\d{1,10})");

  static {
    avutil.av_log_set_level(avutil.AV_LOG_FATAL);
  }

  private final String where;
  private final FFmpegFrameGrabber grabber;
  private long index;

  private VideoReader(String where, FFmpegFrameGrabber grabber) {
    this.where = where;
    this.grabber = grabber;
  }

  /**
   * One frame of a video.
   *
   * @param index 0, 1, 2 …
   * @param timeMillis milliseconds since the video's first frame
   */
  public record VideoFrame(Picture picture, long index, double timeMillis) {}

  /**
   * Opens a video.
   *
   * @param source file or URL
   * @throws IOException in one line, when there is none or nothing here can decode it
   */
  public static VideoReader open(String source) throws IOException {
    return open(source, null, PATIENCE);
  }

  /**
   * @param format FFmpeg's name of the container or device driver; null: found by content
   * @param patience for opening, and for each read of a stream
   */
  static VideoReader open(String source, @Nullable String format, Duration patience)
      throws IOException {
    FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(source);
    if (format != null) {
      grabber.setFormat(format);
    }
    grabber.setPixelFormat(avutil.AV_PIX_FMT_BGR24);
    options(source, patience).forEach(grabber::setOption);
    try {
      grabber.start();
    } catch (FrameGrabber.Exception e) {
      release(grabber);
      throw new IOException(redacted(source) + ": cannot be opened as video: " + brief(e), e);
    }
    int width = grabber.getImageWidth();
    int height = grabber.getImageHeight();
    if (width <= 0
        || height <= 0
        || width > Picture.MAX_SIDE
        || height > Picture.MAX_SIDE
        || (long) width * height > Picture.MAX_PIXELS) {
      release(grabber);
      throw new IOException(
          redacted(source) + ": no pictures of a usable size (" + width + "x" + height + ")");
    }
    return new VideoReader(redacted(source), grabber);
  }

  /** FFmpeg's protocols each have their own word for the time they wait, in microseconds. */
  private static Map<String, String> options(String source, Duration patience) {
    String micros = Long.toString(patience.toMillis() * 1000);
    if (source.startsWith("rtsp:")) {
      return Map.of("rtsp_transport", "tcp", "timeout", micros);
    }
    if (source.contains("://")) {
      return Map.of("rw_timeout", micros);
    }
    return Map.of();
  }

  /**
   * The next frame; null at the end.
   *
   * @throws IOException when the stream broke
   * @throws DetectorException when this frame could not be decoded
   */
  public @Nullable VideoFrame next() throws IOException, DetectorException {
    org.bytedeco.javacv.Frame frame;
    try {
      frame = grabber.grabImage();
    } catch (FrameGrabber.Exception e) {
      throw new IOException(where + ": the video broke off: " + brief(e), e);
    }
    if (frame == null) {
      return null;
    }
    if (frame.imageWidth <= 0 || frame.imageHeight <= 0 || frame.image == null) {
      throw new DetectorException(where + ": a frame without a picture");
    }
    return new VideoFrame(picture(frame), index++, frame.timestamp / 1000.0);
  }

  private static Picture picture(org.bytedeco.javacv.Frame frame) {
    int width = frame.imageWidth;
    int height = frame.imageHeight;
    byte[] bgr = new byte[width * height * 3];
    ByteBuffer rows = ((ByteBuffer) frame.image[0]).duplicate();
    for (int y = 0; y < height; y++) {
      rows.position(y * frame.imageStride);
      rows.get(bgr, y * width * 3, width * 3);
    }
    return new Picture(width, height, bgr);
  }

  /** Frames per second that the container announces; 0 when it does not. */
  public double rate() {
    double rate = grabber.getVideoFrameRate();
    return rate > 0 && rate <= 1000 ? rate : 0;
  }

  /** How many frames the container announces; 0 when it does not. */
  public long frames() {
    return Math.max(0, grabber.getLengthInVideoFrames());
  }

  @Override
  public void close() {
    release(grabber);
  }

  private static void release(FFmpegFrameGrabber grabber) {
    try {
      grabber.release();
    } catch (FrameGrabber.Exception e) {
      // Nothing is lost: the grabber is not used again.
    }
  }

  /** A URL without the password in it. */
  static String redacted(String source) {
    return source.replaceFirst("(://)[^/@]*@", "$1***@");
  }

  /** FFmpeg's reason in its own words, without the source's name, which may hold a password. */
  private static String brief(Exception e) {
    Matcher code = ERROR.matcher(String.valueOf(e.getMessage()));
    if (!code.find()) {
      return "no video that FFmpeg can read";
    }
    byte[] words = new byte[avutil.AV_ERROR_MAX_STRING_SIZE];
    avutil.av_strerror((int) Long.parseLong(code.group(1)), words, words.length);
    String text = new String(words, StandardCharsets.UTF_8);
    return text.substring(0, Math.max(0, text.indexOf('\0')));
  }
}
