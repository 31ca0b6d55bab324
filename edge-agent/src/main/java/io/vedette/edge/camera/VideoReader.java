package io.vedette.edge.camera;

import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.FrameGrabber;
import org.jspecify.annotations.Nullable;

/** A video file, network stream or capture device, frame by frame. Used by one thread. */
public final class VideoReader implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Pattern ERROR = Pattern.compile("error (-\\d{1,10})");

  private final String where;
  private final FFmpegFrameGrabber grabber;
  private final String decoder;
  private long index;

  private VideoReader(String where, FFmpegFrameGrabber grabber, String decoder) {
    this.where = where;
    this.grabber = grabber;
    this.decoder = decoder;
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
    return open(source, null, PATIENCE, "none");
  }

  /**
   * @param format FFmpeg's name of the container or device driver; null: found by content
   * @param patience for opening, and for each read of a stream
   * @param hwaccel "none", "auto", or a decoder by name; software where that cannot be had
   */
  static VideoReader open(String source, @Nullable String format, Duration patience, String hwaccel)
      throws IOException {
    Ffmpeg.needVideo();
    VideoReader software = by(null, source, format, patience);
    List<String> wanted =
        switch (hwaccel) {
          case "none" -> List.of();
          case "auto" -> HardwareDecoders.of(software.decoder);
          default -> List.of(hwaccel);
        };
    if (wanted.isEmpty()) {
      return software;
    }
    // A camera may serve one client at a time; so the first connection goes before the second.
    software.close();
    String why = "";
    for (String name : wanted) {
      try {
        return by(name, source, format, patience);
      } catch (IOException e) {
        why += "; not by " + name + ": it does not open";
      }
    }
    VideoReader again = by(null, source, format, patience);
    return new VideoReader(again.where, again.grabber, again.decoder + why);
  }

  private static VideoReader by(
      @Nullable String decoder, String source, @Nullable String format, Duration patience)
      throws IOException {
    FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(source);
    if (format != null) {
      grabber.setFormat(format);
    }
    if (decoder != null) {
      if (avcodec.avcodec_find_decoder_by_name(decoder) == null) {
        throw new IOException(redacted(source) + ": this FFmpeg has no decoder " + decoder);
      }
      grabber.setVideoCodecName(decoder);
    }
    grabber.setPixelFormat(avutil.AV_PIX_FMT_BGR24);
    options(source, patience).forEach(grabber::setOption);
    try {
      // Not start(): that holds a lock of the whole process, and one dead camera would keep all
      // others from being opened.
      grabber.startUnsafe();
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
    String codec = avcodec.avcodec_get_name(grabber.getVideoCodec()).getString();
    return new VideoReader(redacted(source), grabber, decoder == null ? codec : decoder);
  }

  /** FFmpeg's protocols each have their own word for the time they wait, in microseconds. */
  private static Map<String, String> options(String source, Duration patience) {
    String micros = Long.toString(patience.toMillis() * 1000);
    int scheme = source.indexOf("://");
    return switch (scheme < 0 ? "" : source.substring(0, scheme)) {
      case "" -> Map.of();
      case "rtsp", "rtsps" -> Map.of("rtsp_transport", "tcp", "timeout", micros);
      case "rtmp" -> Map.of("rw_timeout", micros);
      default -> Map.of("rw_timeout", micros, "timeout", micros);
    };
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

  /** What decodes the pictures: FFmpeg's name of it, and why nothing better does. */
  String decoder() {
    return decoder;
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
      grabber.releaseUnsafe();
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
