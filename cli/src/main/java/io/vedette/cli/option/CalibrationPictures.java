package io.vedette.cli.option;

import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.image.Pictures;
import io.vedette.edge.camera.VideoReader;
import io.vedette.edge.camera.VideoReader.VideoFrame;
import io.vedette.federated.compress.quantize.CalibrationData;
import io.vedette.federated.compress.quantize.PictureSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Pictures to calibrate with, evenly spread over what is offered. */
public final class CalibrationPictures {

  private static final int FRAME_QUALITY = 95;

  private CalibrationPictures() {}

  /** Some of a dataset's; its labels do not matter. */
  public static CalibrationData of(Dataset dataset, int count) throws DetectorException {
    List<PictureSource> pictures =
        PictureSource.spread(dataset.samples(), count).stream()
            .<PictureSource>map(sample -> sample::picture)
            .toList();
    return new CalibrationData(pictures, count + " of " + dataset.digest());
  }

  /** Of each path, a picture, a folder of them or a video, its share of {@code count}. */
  public static CalibrationData of(List<Path> paths, int count)
      throws DetectorException, IOException {
    List<String> names = new ArrayList<>();
    for (Path path : paths) {
      for (Path file :
          PictureInputs.arePictures(path) ? PictureInputs.under(path) : List.of(path)) {
        names.add(file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
      }
    }
    return new CalibrationData(pictures(paths, count), count + " of " + names);
  }

  private static List<PictureSource> pictures(List<Path> paths, int count)
      throws DetectorException, IOException {
    List<PictureSource> all = new ArrayList<>();
    int each = Math.max(1, count / paths.size());
    for (Path path : paths) {
      all.addAll(PictureInputs.arePictures(path) ? files(path, each) : frames(path, each));
    }
    return all;
  }

  private static List<PictureSource> files(Path path, int count) throws DetectorException {
    List<PictureSource> sources = new ArrayList<>();
    for (Path file : PictureSource.spread(PictureInputs.under(path), count)) {
      sources.add(() -> Pictures.read(file));
    }
    return sources;
  }

  /** Frames are kept as JPEG: so many of them decoded would take too much memory. */
  private static List<PictureSource> frames(Path video, int count)
      throws DetectorException, IOException {
    List<PictureSource> sources = new ArrayList<>();
    try (VideoReader reader = VideoReader.open(video.toString())) {
      long step = Math.max(1, reader.frames() / count);
      for (VideoFrame frame = reader.next();
          frame != null && sources.size() < count;
          frame = reader.next()) {
        if (frame.index() % step == 0) {
          String name = video + " frame " + frame.index();
          byte[] jpeg = Pictures.encodeJpeg(frame.picture(), FRAME_QUALITY);
          sources.add(() -> Pictures.decode(jpeg, name));
        }
      }
    }
    return sources;
  }
}
