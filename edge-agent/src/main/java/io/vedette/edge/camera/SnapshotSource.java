package io.vedette.edge.camera;

import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A URL that gives one still picture each time it is asked: the snapshot address of a camera. It is
 * fetched at the camera's rate over a kept connection.
 */
final class SnapshotSource implements Source {

  /** Names of streams, which need not be fetched to be known as such. */
  private static final String STREAMS = "(?i).*\\.(m3u8|mpd|mjpe?g|mp4|ts|flv)([?#].*)?";

  /** HTTP: still pictures, or else whatever FFmpeg can open. */
  static final SourceKind HTTP =
      new SourceKind() {
        @Override
        public boolean recognises(String source) {
          return source.matches("https?://.*");
        }

        @Override
        public Source open(CameraConfig camera) throws IOException {
          if (!camera.source().matches(STREAMS)) {
            SnapshotSource still = opened(camera);
            if (still != null) {
              return still;
            }
          }
          return FfmpegSource.STREAM.open(camera);
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

  /** Null where the URL does not give still pictures, or nothing at all now. */
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
    return memory -> picture;
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
