package io.vedette.cloud.worker;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import io.vedette.detector.image.Pictures;
import io.vedette.proto.v1.FrameAnswer;
import io.vedette.proto.v1.TeacherAnswer;
import io.vedette.proto.v1.TeacherFrame;
import io.vedette.proto.v1.TeacherTask;
import io.vedette.wire.ListBound;
import io.vedette.wire.TextBound;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers batches. A frame that cannot be decoded or answered gets an error and spoils no other: a
 * batch that fails as a whole is tried again frame by frame.
 */
final class BatchAnswering {

  /** Fetches the pictures that a message has no room for. */
  interface PictureDownload {
    byte[] download(String sha256, long bytes) throws IOException;
  }

  private static final Logger log = LoggerFactory.getLogger(BatchAnswering.class);
  private static final TextBound ERROR =
      TextBound.of(FrameAnswer.getDescriptor(), FrameAnswer.ERROR_FIELD_NUMBER);

  private static final ListBound DETECTIONS =
      ListBound.of(FrameAnswer.getDescriptor(), FrameAnswer.DETECTIONS_FIELD_NUMBER);
  private static final Comparator<Detection> BY_SCORE =
      Comparator.comparing(Detection::score).reversed();

  private final Detector detector;
  private final @Nullable List<String> labels;
  private final PictureDownload download;

  /**
   * @param labels detections of others are left out; null: all are kept
   * @param download for pictures that are not in the message
   */
  BatchAnswering(Detector detector, @Nullable List<String> labels, PictureDownload download) {
    this.detector = detector;
    this.labels = labels;
    this.download = download;
  }

  TeacherAnswer answer(TeacherTask task) {
    long start = System.nanoTime();
    TeacherAnswer.Builder answer = TeacherAnswer.newBuilder().setBatchId(task.getBatchId());
    List<TeacherFrame> frames = new ArrayList<>();
    List<Picture> pictures = new ArrayList<>();
    for (TeacherFrame frame : task.getFramesList()) {
      try {
        pictures.add(Pictures.decode(jpeg(frame), "escalation " + frame.getEscalationId()));
        frames.add(frame);
      } catch (DetectorException e) {
        answer.addAnswers(failure(frame, e));
      } catch (IOException e) {
        // Without an answer the coordinator asks for the frame again.
        log.warn("the picture of {} did not come: {}", frame.getEscalationId(), e.getMessage());
      }
    }
    answerAll(frames, pictures, answer);
    return answer.setLatencyMs((System.nanoTime() - start) / 1e6).build();
  }

  private byte[] jpeg(TeacherFrame frame) throws IOException {
    return frame.getJpeg().isEmpty()
        ? download.download(frame.getSha256(), frame.getSizeBytes())
        : frame.getJpeg().toByteArray();
  }

  private void answerAll(
      List<TeacherFrame> frames, List<Picture> pictures, TeacherAnswer.Builder answer) {
    if (frames.isEmpty()) {
      return;
    }
    try {
      List<List<Detection>> detections = detector.detect(pictures);
      for (int i = 0; i < frames.size(); i++) {
        answer.addAnswers(success(frames.get(i), pictures.get(i), detections.get(i)));
      }
    } catch (DetectorException e) {
      if (frames.size() == 1) {
        answer.addAnswers(failure(frames.get(0), e));
        return;
      }
      for (int i = 0; i < frames.size(); i++) {
        answerAll(frames.subList(i, i + 1), pictures.subList(i, i + 1), answer);
      }
    }
  }

  /** Boxes in pixels of the original picture, which the JPEG may be a smaller form of. */
  private FrameAnswer success(TeacherFrame frame, Picture seen, List<Detection> detections) {
    float sx = (float) frame.getWidth() / seen.width();
    float sy = (float) frame.getHeight() / seen.height();
    FrameAnswer.Builder answer = FrameAnswer.newBuilder().setEscalationId(frame.getEscalationId());
    List<Detection> known =
        detections.stream()
            .filter(detection -> labels == null || labels.contains(detection.label()))
            .toList();
    for (Detection detection : DETECTIONS.fit(known, BY_SCORE)) {
      Box box = detection.box();
      answer.addDetections(
          io.vedette.proto.v1.Detection.newBuilder()
              .setBox(
                  io.vedette.proto.v1.Box.newBuilder()
                      .setX1(box.x1() * sx)
                      .setY1(box.y1() * sy)
                      .setX2(box.x2() * sx)
                      .setY2(box.y2() * sy))
              .setClassId(detection.classId())
              .setLabel(detection.label())
              .setScore(detection.score()));
    }
    return answer.build();
  }

  private static FrameAnswer failure(TeacherFrame frame, DetectorException e) {
    return FrameAnswer.newBuilder()
        .setEscalationId(frame.getEscalationId())
        .setError(ERROR.fit(String.valueOf(e.getMessage())))
        .build();
  }
}
