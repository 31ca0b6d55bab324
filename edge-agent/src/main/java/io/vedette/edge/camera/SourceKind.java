package io.vedette.edge.camera;

import java.io.IOException;
import java.util.List;

/** A kind of source, recognised by its name. Adding one means adding one line to the list. */
interface SourceKind extends SourceFactory {

  List<SourceKind> ALL =
      List.of(
          GeneratedSource.KIND,
          SnapshotSource.HTTP,
          FfmpegSource.STREAM,
          FfmpegSource.DEVICE,
          FolderSource.LIST,
          FolderSource.FOLDER,
          FfmpegSource.FILE);

  boolean recognises(String source);

  /** Opens a camera's source, of any kind. */
  static Source openAny(CameraConfig camera) throws IOException {
    for (SourceKind kind : ALL) {
      if (kind.recognises(camera.source())) {
        return kind.open(camera);
      }
    }
    throw new IOException(
        camera.source()
            + ": no such folder, list, video file or device; give one of these, or a URL such as"
            + " rtsp://host/stream");
  }
}
