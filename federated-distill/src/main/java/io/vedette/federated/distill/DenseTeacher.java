package io.vedette.federated.distill;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.graph.ExposeTensors;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.detector.runtime.FloatTensor;
import io.vedette.detector.runtime.OnnxSession;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.federated.train.example.Batch;
import io.vedette.federated.train.head.HeadLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A teacher whose logits can be read, in ONNX Runtime. It sees the very batch that the student
 * sees, so both need the same input and the same grid of anchors; sizes and architectures may
 * differ.
 */
public final class DenseTeacher implements AutoCloseable {

  private final OnnxSession session;
  private final HeadLayout layout;
  private final DetectorSpec spec;

  private DenseTeacher(OnnxSession session, HeadLayout layout, DetectorSpec spec) {
    this.session = session;
    this.layout = layout;
    this.spec = spec;
  }

  /**
   * Opens a teacher for a student.
   *
   * @param threads of one operator
   * @throws DetectorException when the two do not fit, saying in what
   */
  public static DenseTeacher open(Graph teacher, DetectorSpec student, int threads)
      throws DetectorException {
    DetectorSpec spec = SpecInference.infer(teacher, Hints.NONE, "the teacher");
    HeadLayout layout = HeadLayout.of(spec);
    HeadLayout other = HeadLayout.of(student);
    same("labels", spec.labels(), student.labels());
    same("strides", Arrays.toString(layout.strides()), Arrays.toString(other.strides()));
    same("input widths", spec.input().width(), student.input().width());
    same("input heights", spec.input().height(), student.input().height());
    same("pixel scales", spec.input().scale(), student.input().scale());
    same("means", spec.input().mean(), student.input().mean());
    same("standard deviations", spec.input().std(), student.input().std());
    same("colour orders", spec.input().colorOrder(), student.input().colorOrder());
    Graph open = ExposeTensors.of(layout.tensors()).apply(teacher);
    RuntimeOptions options = RuntimeOptions.DEFAULT.withThreads(threads);
    return new DenseTeacher(OnnxSession.open(open.toBytes(), "the teacher", options), layout, spec);
  }

  private static void same(String what, Object teacher, Object student) throws DetectorException {
    if (!teacher.equals(student)) {
      throw new DetectorException(
          "teacher and student have different "
              + what
              + " ("
              + teacher
              + " and "
              + student
              + "); use the teacher as a black box, by its boxes alone");
    }
  }

  DenseAnswer answer(Batch batch) throws DetectorException {
    FloatTensor input =
        FloatTensor.of(batch.pixels(), batch.size(), 3, batch.height(), batch.width());
    Map<String, FloatTensor> outputs =
        session.run(Map.of(spec.input().name(), input), layout.tensors());
    return new DenseAnswer(
        rows(outputs, layout.boxLogits(), 4 * layout.bins(), batch.size()),
        rows(outputs, layout.classLogits(), layout.classes(), batch.size()),
        layout.bins(),
        layout.classes());
  }

  /** Turns {@code [batch, channels, height, width]} per level into one row per anchor. */
  private static float[] rows(
      Map<String, FloatTensor> outputs, List<String> names, int channels, int batch) {
    List<FloatTensor> levels = names.stream().map(outputs::get).toList();
    int anchors = levels.stream().mapToInt(DenseTeacher::cells).sum();
    float[] rows = new float[batch * anchors * channels];
    int first = 0;
    for (FloatTensor level : levels) {
      int cells = cells(level);
      float[] values = level.values();
      for (int picture = 0; picture < batch; picture++) {
        for (int channel = 0; channel < channels; channel++) {
          int from = (picture * channels + channel) * cells;
          for (int cell = 0; cell < cells; cell++) {
            rows[(picture * anchors + first + cell) * channels + channel] = values[from + cell];
          }
        }
      }
      first += cells;
    }
    return rows;
  }

  private static int cells(FloatTensor level) {
    return Math.toIntExact(level.shape()[2] * level.shape()[3]);
  }

  @Override
  public void close() {
    session.close();
  }
}
