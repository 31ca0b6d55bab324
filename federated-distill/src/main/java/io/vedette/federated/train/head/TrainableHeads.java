package io.vedette.federated.train.head;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.InputSpec;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Head;
import io.vedette.detector.head.Heads;
import java.util.List;
import java.util.stream.Collectors;

/** The families that can be trained. */
final class TrainableHeads {

  private static final List<TrainableFamily> ALL =
      List.of(
          new Yolo11Training(),
          new YoloxTraining(),
          new Yolov5Training(),
          new FocalTraining(),
          new FastestDetTraining());

  private TrainableHeads() {}

  static TrainableHead of(Graph graph, DetectorSpec spec) throws DetectorException {
    if (spec.input().layout() != InputSpec.Layout.NCHW) {
      throw new DetectorException(
          "input "
              + spec.input().name()
              + " takes its picture pixel by pixel (NHWC), and training feeds planes; export the"
              + " graph as NCHW, or use it as a teacher of answers");
    }
    if (spec.input().channels() != 3) {
      throw new DetectorException(
          "input "
              + spec.input().name()
              + " takes one gray channel, and training feeds three of colour; use the detector as a"
              + " teacher of answers");
    }
    if (HeadLayout.isNamedIn(spec)) {
      return HeadLayout.of(spec);
    }
    TrainableHead head = family(spec.head().family()).in(graph, spec);
    HeadEquivalenceCheck.check(head, graph, spec);
    return head;
  }

  private static TrainableFamily family(String name) throws DetectorException {
    return ALL.stream()
        .filter(family -> family.trains(name))
        .findFirst()
        .orElseThrow(
            () ->
                new DetectorException(
                    "detectors with the head "
                        + name
                        + " cannot be trained, only "
                        + names()
                        + "; use this one as a teacher"));
  }

  private static String names() {
    return Heads.ALL.stream()
        .map(Head::family)
        .filter(name -> ALL.stream().anyMatch(family -> family.trains(name)))
        .collect(Collectors.joining(", "));
  }
}
