package io.vedette.edge.camera;

import io.vedette.detector.DetectorException;
import io.vedette.detector.FrameImage;
import io.vedette.detector.Picture;
import io.vedette.wire.camera.SourceMask;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * Reads a video file, network stream or capture device frame by frame. Every frame is decoded,
 * because the next one needs it; pixels are converted only on request. Used by one thread.
 */
public final class VideoReader implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final String where;
  private final Container container;
  private final Decoder decoder;
  private final String decodedBy;
  private final FrameDamageDetector damage;
  private final boolean live;
  private final BgrConversion conversion = new BgrConversion();
  private @Nullable VideoFrame newest;
  private long index;
  private long origin;

  private VideoReader(
      String where,
      Container container,
      Decoding decoding,
      FrameDamageDetector damage,
      boolean live) {
    this.where = where;
    this.container = container;
    this.decoder = decoding.decoder();
    this.decodedBy = decoding.by();
    this.damage = damage;
    this.live = live;
  }

  /** A decoded frame of a video. */
  public final class VideoFrame {

    private final AVFrame decoded;
    private final long index;
    private final double timeMillis;
    private final FrameDamage damage;
    private @Nullable Picture picture;

    private VideoFrame(AVFrame decoded, long index, double timeMillis, FrameDamage damage) {
      this.decoded = decoded;
      this.index = index;
      this.timeMillis = timeMillis;
      this.damage = damage;
    }

    /** 0, 1, 2 …, counting all frames. */
    public long index() {
      return index;
    }

    /**
     * When it is to be shown: milliseconds since the video's first frame, on the video's own clock.
     * It may have any rate, also a variable one.
     */
    public double timeMillis() {
      return timeMillis;
    }

    /** Whether parts of it, or of a frame that it builds on, were lost or could not be decoded. */
    public boolean isDamaged() {
      return damage != FrameDamage.NONE;
    }

    /** The same, and for how long. */
    FrameDamage damage() {
      return damage;
    }

    /**
     * Its pixels, turned upright. The first call must come before the reader's next frame.
     *
     * @throws IOException when they cannot be converted
     * @throws IllegalStateException when the reader has gone on
     */
    public Picture picture() throws IOException {
      return picture(new FrameBufferPool());
    }

    /** The same, in a reused buffer. */
    Picture picture(FrameBufferPool buffers) throws IOException {
      if (picture == null) {
        checkHeld();
        try {
          picture = conversion.picture(decoded, timeMillis, buffers);
        } catch (IOException e) {
          throw new IOException(where + ": the video broke off: " + e.getMessage(), e);
        }
      }
      return picture;
    }

    /**
     * The frame as it was decoded, where it is of a kind that can be looked at so, or else its
     * picture. The call must come before the reader's next frame.
     */
    FrameImage image(KeptFrames kept) throws IOException {
      checkHeld();
      FrameImage image = kept.keep(decoded, decoder.needsCopies());
      return image == null ? picture(kept.buffers()) : image;
    }

    private void checkHeld() {
      if (newest != this) {
        throw new IllegalStateException(where + ": frame " + index + " is no longer held");
      }
    }
  }

  /**
   * Opens a video.
   *
   * @param source file or URL
   * @throws IOException in one line, when it cannot be opened or decoded
   */
  public static VideoReader open(String source) throws IOException {
    CameraConfig plain =
        CameraConfig.of("video", source).watched(TIMEOUT, Duration.ZERO).decodedBy("none");
    return open(plain, null, false);
  }

  /**
   * Opens a camera.
   *
   * @param format FFmpeg's name of the container or device driver; null: found by content
   * @param live whether frames must come without delay
   */
  static VideoReader open(CameraConfig camera, @Nullable String format, boolean live)
      throws IOException {
    return open(new Access(camera, format, live));
  }

  /** What is opened, and how. */
  private record Access(CameraConfig camera, @Nullable String format, boolean live) {

    /** FFmpeg's, by name; the configuration's replace the defaults. */
    Map<String, String> options() {
      String source = camera.source();
      Map<String, String> options = new HashMap<>(deadlines(source, camera.stallAfter()));
      if (source.startsWith("rtsp")) {
        options.putAll(RtspTransport.options(camera.transport()));
        options.put("allowed_media_types", "video"); // no sound
      }
      if (live) {
        options.put("fpsprobesize", "0"); // else it waits for twenty frames to find their rate
        options.put("max_ts_probe", "1"); // else for eight, to find out how they are reordered
      }
      if (format != null) {
        options.put("pixel_format", "bgr24"); // needs no conversion, where the device has it
      }
      options.putAll(camera.options());
      return options;
    }

    /** Decoders to try before software, best first. */
    List<String> hardware(String codec) {
      return switch (camera.hwaccel()) {
        case "none" -> List.of();
        case "auto" -> HardwareDecoders.of(codec);
        default -> List.of(camera.hwaccel());
      };
    }
  }

  /** One connection, whatever decodes: a camera may serve one client at a time. */
  private static VideoReader open(Access access) throws IOException {
    Ffmpeg.needVideo();
    CameraConfig camera = access.camera();
    SourceMask mask = SourceMask.of(camera.source(), camera.options());
    FrameDamageDetector damage = new FrameDamageDetector(camera.damagedFor());
    Container container = null;
    Decoding decoding = null;
    try {
      container = Container.open(camera.source(), access.format(), access.options());
      decoding = Decoding.open(container, access, damage::lost);
      decoding.check();
      return new VideoReader(mask.source(), container, decoding, damage, access.live());
    } catch (IOException e) {
      release(decoding == null ? null : decoding.decoder, container);
      String reason = mask.in(String.valueOf(e.getMessage()));
      throw new IOException(
          mask.source() + ": cannot be opened as video: " + reason + mask.hint(), e);
    }
  }

  /**
   * What decodes a container's video.
   *
   * @param by FFmpeg's name of the decoder, and why no better one is used
   */
  private record Decoding(Decoder decoder, String by) {

    /** Opens the first of the wanted hardware decoders that works, or else software. */
    static Decoding open(Container container, Access access, Decoder.Losses losses)
        throws IOException {
      Map<String, String> left = new HashMap<>(access.camera().options());
      left.keySet().retainAll(container.unknown().keySet());
      StringBuilder why = new StringBuilder();
      for (String name : access.hardware(container.codecName())) {
        try {
          Decoder.Way way = new Decoder.Way(name, access.live(), left);
          Decoder decoder = Decoder.open(container.parameters(), container::read, losses, way);
          return new Decoding(decoder, name + why);
        } catch (IOException e) {
          why.append("; not by ").append(name).append(": it does not open");
        }
      }
      Decoder.Way way = new Decoder.Way(null, access.live(), left);
      Decoder decoder = Decoder.open(container.parameters(), container::read, losses, way);
      return new Decoding(decoder, container.codecName() + why);
    }

    void check() throws IOException {
      if (!decoder.unknown().isEmpty()) {
        throw new IOException(
            "options "
                + decoder.unknown().keySet()
                + " mean nothing here; 'ffmpeg -h full' lists what FFmpeg knows");
      }
      if (!usable(decoder.width(), decoder.height())) {
        throw new IOException(
            "its pictures have no usable size, " + decoder.width() + "x" + decoder.height());
      }
    }
  }

  private static boolean usable(int width, int height) {
    return width > 0
        && height > 0
        && width <= Picture.MAX_SIDE
        && height <= Picture.MAX_SIDE
        && (long) width * height <= Picture.MAX_PIXELS;
  }

  /** The timeout options of FFmpeg's protocols, in microseconds. */
  private static Map<String, String> deadlines(String source, Duration timeout) {
    String micros = Long.toString(timeout.toMillis() * 1000);
    int scheme = source.indexOf("://");
    return switch (scheme < 0 ? "" : source.substring(0, scheme)) {
      case "" -> Map.of();
      case "rtsp", "rtsps" -> Map.of("timeout", micros);
      case "rtmp" -> Map.of("rw_timeout", micros);
      default -> Map.of("rw_timeout", micros, "timeout", micros);
    };
  }

  /**
   * Decodes the next frame; null at the end.
   *
   * @throws IOException when the stream broke
   * @throws DetectorException when this frame is broken
   */
  public @Nullable VideoFrame next() throws IOException, DetectorException {
    newest = null;
    AVFrame decoded = decoder.next();
    if (decoded == null) {
      return null;
    }
    if (!usable(decoded.width(), decoded.height())) {
      throw new DetectorException(where + ": a frame without a picture of a usable size");
    }
    long time = decoded.best_effort_timestamp();
    double millis = millis(time);
    // A stream's clock may jump after a loss.
    double now = live ? System.nanoTime() / 1e6 : millis;
    newest =
        new VideoFrame(
            decoded, index, millis, damage.judge(isBroken(decoded), isKey(decoded), time, now));
    index++;
    return newest;
  }

  private static boolean isBroken(AVFrame frame) {
    return (frame.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0 || frame.decode_error_flags() != 0;
  }

  /** FFmpeg also flags the first frame of an intra refresh as key. */
  private static boolean isKey(AVFrame frame) {
    int type = frame.pict_type();
    return (frame.flags() & AVFrame.AV_FRAME_FLAG_KEY) != 0
        && (type == avutil.AV_PICTURE_TYPE_I || type == avutil.AV_PICTURE_TYPE_NONE);
  }

  /** A bare stream has no times: its announced rate gives them. */
  private double millis(long time) {
    if (time == avutil.AV_NOPTS_VALUE) {
      return rate() > 0 ? 1000 * index / rate() : 0;
    }
    if (index == 0) {
      origin = time;
    }
    return container.millis(time - origin);
  }

  /** Whether it is a picture file, or several of them in a row, and no video. */
  boolean isOfPictures() {
    return container.isOfPictures();
  }

  /** FFmpeg's name of the decoder, and why no better one is used. */
  String decoder() {
    return decodedBy;
  }

  /** Frames per second that the container announces; 0 when it does not. */
  public double rate() {
    double rate = container.rate();
    return rate > 0 && rate <= 1000 ? rate : 0;
  }

  /** How many frames the container announces; 0 when it does not. */
  public long frames() {
    return container.frames();
  }

  @Override
  public void close() {
    newest = null;
    conversion.close();
    release(decoder, container);
  }

  private static void release(@Nullable Decoder decoder, @Nullable Container container) {
    if (decoder != null) {
      decoder.close();
    }
    if (container != null) {
      container.close();
    }
  }
}
