package io.vedette.detector.dataset;

import io.vedette.detector.DetectorException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the labels of YOLO's pictures. */
final class YoloReader {

  private final Path here;
  private final YoloNames names;
  private final YoloColumns columns;

  /**
   * @param here the folder that ids of pictures are relative to
   */
  YoloReader(Path here, YoloNames names, YoloColumns columns) {
    this.here = here;
    this.names = names;
    this.columns = columns;
  }

  Dataset read(String split, List<YoloPictures.Listed> pictures, Findings findings)
      throws DetectorException {
    List<Integer> meanings = names.meanings(findings);
    YoloLabelFiles files = new YoloLabelFiles();
    YoloLabels labels = new YoloLabels(meanings, names.origin(), columns);
    List<Sample> samples = new ArrayList<>();
    for (YoloPictures.Listed listed : pictures) {
      Path picture = listed.picture();
      SampleDraft draft = new SampleDraft(findings, listed.where());
      draft.picture(here.toAbsolutePath().relativize(picture.toAbsolutePath()).toString(), picture);
      Optional<Path> file = files.of(picture);
      if (file.isPresent()) {
        draft.attempt(() -> labels.read(file.get(), draft));
      } else {
        findings.lookedIn(files.places(picture));
      }
      draft.sample().map(YoloReader::clipped).ifPresent(samples::add);
    }
    labels.check();
    String name = (BoundedReader.name(here) + " " + split).trim();
    return new Dataset(name, names.labels(findings), samples);
  }

  private static Sample clipped(Sample sample) {
    List<Truth> truths =
        sample.truths().stream()
            .map(t -> Truth.of(t.box().clip(sample.width(), sample.height()), t.classId()))
            .toList();
    return new Sample(sample.id(), sample.file(), sample.width(), sample.height(), truths);
  }
}
