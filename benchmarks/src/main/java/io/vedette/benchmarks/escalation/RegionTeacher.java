package io.vedette.benchmarks.escalation;

import io.vedette.benchmarks.escalation.RegionTable.Key;
import io.vedette.benchmarks.escalation.RegionTable.Row;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import io.vedette.detector.evaluate.LabelMatching;
import io.vedette.detector.image.Pictures;
import io.vedette.edge.view.Region;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks the teacher about regions of videos, each once: what it said is kept in a table. */
final class RegionTeacher implements AutoCloseable {

  private final Detector teacher;
  private final LabelMatching labels;
  private final RegionTable kept;
  private final Map<String, Clip> clips = new HashMap<>();

  /**
   * @param teacher closed with this
   * @param labels that classes shall count in
   * @param videos by name
   */
  RegionTeacher(Detector teacher, List<String> labels, List<Path> videos, RegionTable kept)
      throws DetectorException {
    this.teacher = teacher;
    this.labels = LabelMatching.between(teacher.spec().labels(), labels);
    this.kept = kept;
    videos.forEach(v -> clips.put(String.valueOf(v.getFileName()), new Clip(v)));
  }

  Row ask(String video, long index, Region region) throws DetectorException, IOException {
    Key key = new Key(video, index, region);
    Row known = kept.find(key);
    if (known != null) {
      return known;
    }
    Clip clip = clips.get(video);
    if (clip == null) {
      throw new DetectorException(video + ": this video is gone; regions of it cannot be shown");
    }
    Picture part = region.of(clip.at(index));
    Row row =
        new Row(
            Pictures.encodeJpeg(part, FrameTable.QUALITIES.get(0)).length,
            FrameRow.rows(
                region.outside(
                    teacher.detect(part).stream()
                        .map(labels::translate)
                        .flatMap(Optional::stream)
                        .toList())));
    kept.put(key, row);
    return row;
  }

  /** Keeps what was asked. */
  void write() throws IOException {
    kept.write();
  }

  @Override
  public void close() {
    clips.values().forEach(Clip::close);
    teacher.close();
  }
}
