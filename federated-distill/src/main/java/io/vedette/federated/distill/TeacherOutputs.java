package io.vedette.federated.distill;

import io.vedette.detector.DetectorException;
import io.vedette.detector.runtime.FloatTensor;
import io.vedette.federated.train.example.Batch;
import java.util.List;

/** The tensors of a teacher that are asked for, from the teacher itself or from memory. */
interface TeacherOutputs {

  /** In the order asked for, {@code [batch, channels, height, width]} each. */
  List<FloatTensor> of(Batch batch) throws DetectorException;
}
