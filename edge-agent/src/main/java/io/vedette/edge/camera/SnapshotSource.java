package io.vedette.edge.camera;

import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import io.vedette.wire.camera.SourceMask;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The snapshot URL of a camera, which gives one still picture per request. It is fetched at the
 * camera's rate over one connection.
 */
final class SnapshotSource implements Source {

  /** Opens an HTTP URL with FFmpeg, or, where it gives a still picture, as a snapshot source. */
  static final SourceKind HTTP =
      new SourceKind() {
        @Override
        public boolean recognises(String source) {
          return source.matches("https?://.*");
        }

        @Override
        public Source open(CameraConfig camera) throws IOException {
          FfmpegSource stream = FfmpegSource.stream(camera);
          if (!stream.isOfPictures()) {
            return stream;
          }
          // A camera may serve one client at a time; so the first connection is closed before
          // the second is opened.
          stream.close();
          SnapshotSource still = opened(camera);
          return still == null ? FfmpegSource.stream(camera) : still;
        }
      };

  private final StillPictures pictures;
  private final String where;
  private byte @Nullable [] first;

  private SnapshotSource(StillPictures pictures, String where, byte[] first) {
    this.pictures = pictures;
    this.where = where;
    this.first = first;
  }

  /** Null where the response does not end. */
  private static @Nullable SnapshotSource opened(CameraConfig camera) throws IOException {
    StillPictures pictures = StillPictures.of(camera);
    byte[] first = pictures.first();
    if (first == null) {
      return null;
    }
    SnapshotTls.check(camera.options());
    return new SnapshotSource(pictures, SourceMask.masked(camera.source()), first);
  }

  @Override
  public Arrival next() throws IOException, DetectorException {
    byte[] encoded = first == null ? pictures.next() : first;
    first = null;
    Picture picture = Pictures.decode(encoded, where);
    return buffers -> picture;
  }

  @Override
  public boolean live() {
    return true;
  }

  @Override
  public boolean asked() {
    return true;
  }

  @Override
  public double rate() {
    return 0;
  }

  @Override
  public String decoder() {
    return "still pictures";
  }

  @Override
  public void close() {}
}
