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
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers batches. A frame that cannot be decoded or answered gets an error and spoils no other: a
 * batch that fails as a whole is tried again frame by frame.
 */
final class BatchAnswering {

  private final Detector detector;
  private final @Nullable List<String> labels;

  /**
   * @param labels detections of others are left out; null: all are kept
   */
  BatchAnswering(Detector detector, @Nullable List<String> labels) {
    this.detector = detector;
    this.labels = labels;
  }

  TeacherAnswer answer(TeacherTask task) {
    long start = System.nanoTime();
    TeacherAnswer.Builder answer = TeacherAnswer.newBuilder().setBatchId(task.getBatchId());
    List<TeacherFrame> frames = new ArrayList<>();
    List<Picture> pictures = new ArrayList<>();
    for (TeacherFrame frame : task.getFramesList()) {
      try {
        pictures.add(
            Pictures.decode(
                frame.getJpeg().toByteArray(), "escalation " + frame.getEscalationId()));
        frames.add(frame);
      } catch (DetectorException e) {
        answer.addAnswers(failure(frame, e));
      }
    }
    answerAll(frames, pictures, answer);
    return answer.setLatencyMs((System.nanoTime() - start) / 1e6).build();
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
    for (Detection detection : detections) {
      if (labels == null || labels.contains(detection.label())) {
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
    }
    return answer.build();
  }

  private static FrameAnswer failure(TeacherFrame frame, DetectorException e) {
    return FrameAnswer.newBuilder()
        .setEscalationId(frame.getEscalationId())
        .setError(String.valueOf(e.getMessage()))
        .build();
  }
}
