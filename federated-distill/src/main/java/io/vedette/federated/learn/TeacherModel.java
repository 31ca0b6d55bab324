package io.vedette.federated.learn;

import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;

/** A detector that a student learns from. */
public interface TeacherModel {

  /** Its file or version, for messages. */
  String name();

  /** Its graph with its spec inside, for dense answers. */
  Graph graph() throws DetectorException;

  /** Opens it for detections. */
  Detector open(Hints hints) throws DetectorException;
}
