package io.vedette.edge.camera;

import io.vedette.detector.DetectorException;
import io.vedette.detector.FrameImage;
import io.vedette.detector.Picture;
import io.vedette.edge.camera.VideoReader.VideoFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Whatever FFmpeg can open: a video file, a network stream, a V4L2 device. */
final class FfmpegSource implements Source {

  private static final Set<String> SCHEMES =
      Set.of("rtsp", "rtsps", "rtmp", "http", "https", "udp", "tcp", "srt", "rtp");

  static final SourceKind STREAM = kind(FfmpegSource::isUrl, null, true);
  static final SourceKind DEVICE = kind(s -> s.startsWith("/dev/video"), "v4l2", true);
  static final SourceKind FILE = kind(s -> Files.isRegularFile(Path.of(s)), null, false);

  private final VideoReader reader;
  private final boolean live;

  private FfmpegSource(VideoReader reader, boolean live) {
    this.reader = reader;
    this.live = live;
  }

  /** Opens a stream. */
  static FfmpegSource stream(CameraConfig camera) throws IOException {
    return new FfmpegSource(VideoReader.open(camera, null, true), true);
  }

  /** Whether what is there is a picture file, or several of them in a row, and no video. */
  boolean isOfPictures() {
    return reader.isOfPictures();
  }

  private static SourceKind kind(
      Predicate<String> recognises, @Nullable String format, boolean live) {
    return new SourceKind() {
      @Override
      public boolean recognises(String source) {
        return recognises.test(source);
      }

      @Override
      public Source open(CameraConfig camera) throws IOException {
        if (format != null) {
          Ffmpeg.needDevices();
        }
        return new FfmpegSource(VideoReader.open(camera, format, live), live);
      }
    };
  }

  private static boolean isUrl(String source) {
    int end = source.indexOf("://");
    return end > 0 && SCHEMES.contains(source.substring(0, end));
  }

  private record Decoded(VideoFrame frame) implements Arrival {
    @Override
    public Picture picture(FrameBufferPool buffers) throws IOException {
      return frame.picture(buffers);
    }

    @Override
    public FrameImage image(KeptFrames kept) throws IOException {
      return frame.image(kept);
    }

    @Override
    public FrameDamage damage() {
      return frame.damage();
    }
  }

  @Override
  public @Nullable Arrival next() throws IOException, DetectorException {
    VideoFrame frame = reader.next();
    if (frame == null && live) {
      throw new IOException("the stream ended or gave nothing in time");
    }
    return frame == null ? null : new Decoded(frame);
  }

  @Override
  public boolean live() {
    return live;
  }

  @Override
  public double rate() {
    return reader.rate();
  }

  @Override
  public String decoder() {
    return reader.decoder();
  }

  @Override
  public void close() {
    reader.close();
  }
}
