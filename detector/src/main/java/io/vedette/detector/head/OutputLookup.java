package io.vedette.detector.head;

import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.vedette.detector.Box;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.InputSpec;
import io.vedette.detector.graph.Shape;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Looks outputs up, with an error that says what was there instead. */
final class OutputLookup {

  private OutputLookup() {}

  /** The output that the head's {@code output} parameter names; else the first. */
  static HeadOutput main(Map<String, HeadOutput> outputs, DetectorSpec spec)
      throws DetectorException {
    String name = spec.head().parameters().get("output");
    return name == null ? outputs.values().iterator().next() : named(outputs, name);
  }

  /**
   * The output that a parameter of the head names.
   *
   * @throws DetectorException when the spec has no such parameter, or the graph no such output
   */
  static HeadOutput parameter(Map<String, HeadOutput> outputs, DetectorSpec spec, String parameter)
      throws DetectorException {
    String name = spec.head().parameters().get(parameter);
    if (name == null) {
      throw new DetectorException(
          "the spec's head " + spec.head().family() + " needs a parameter '" + parameter + "'");
    }
    return named(outputs, name);
  }

  static HeadOutput named(Map<String, HeadOutput> outputs, String name) throws DetectorException {
    HeadOutput output = outputs.get(name);
    if (output == null) {
      throw new DetectorException(
          "the graph has no output '" + name + "', only " + outputs.keySet());
    }
    return output;
  }

  /** Which of {@code count} values of a row, from a column on, is the largest; counted from it. */
  static int largest(HeadOutput output, int row, int from, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
      if (output.get(row, from + i) > output.get(row, from + best)) {
        best = i;
      }
    }
    return best;
  }

  /**
   * Which of {@code count} values of a row, from a column on, is the largest; counted from it; -1
   * where none reaches the threshold, which costs one look at each. Where they are no numbers it is
   * the first, so that {@link SoundCandidates} sees it.
   */
  static int surest(HeadOutput output, int row, int from, int count, float threshold) {
    float[] data = output.data();
    int begin = output.offset() + row * output.size(1) + from;
    float top = Math.nextDown(threshold);
    int best = -1;
    for (int i = 0; i < count; i++) {
      if (data[begin + i] > top) {
        top = data[begin + i];
        best = i;
      }
    }
    return best < 0 && Float.isNaN(data[begin]) ? 0 : best;
  }

  /**
   * Whether an output may be {@code [batch, rows, before + classes]}: what its shape leaves open
   * contradicts nothing.
   *
   * @return how many classes there are, as far as the shape shows; empty if the form is another
   */
  static Optional<OptionalInt> columns(ValueInfoProto output, int before) {
    return classes(output, 2, before);
  }

  /** The same for {@code [batch, before + classes, rows]}. */
  static Optional<OptionalInt> channels(ValueInfoProto output, int before) {
    return classes(output, 1, before);
  }

  private static Optional<OptionalInt> classes(ValueInfoProto output, int axis, int before) {
    Shape shape = Shape.of(output);
    if (shape.rank() == 0 || shape.rank() == 3 && shape.isDynamic(axis)) {
      return Optional.of(OptionalInt.empty());
    }
    boolean fits = shape.rank() == 3 && shape.get(axis) > before;
    return fits ? Optional.of(OptionalInt.of((int) shape.get(axis) - before)) : Optional.empty();
  }

  /**
   * @throws DetectorException unless the output has so many classes as the detector has labels
   */
  static void checkClasses(HeadOutput output, int classes, DetectorSpec spec)
      throws DetectorException {
    if (classes != spec.labels().size()) {
      throw new DetectorException(
          "output "
              + output.describe()
              + " has "
              + classes
              + " classes, but there are "
              + spec.labels().size()
              + " labels; give --labels FILE with one line per class");
    }
  }

  static DetectorException wrongForm(String family, HeadOutput output, String wanted) {
    return new DetectorException(
        "head "
            + family
            + " reads "
            + wanted
            + ", but the output is "
            + output.describe()
            + "; give the right --head ("
            + Heads.names()
            + ")");
  }

  /**
   * The class that a model answered with; -1 where the answer is no number.
   *
   * @throws DetectorException when no label has that number
   */
  static int checkedClass(float answer, DetectorSpec spec) throws DetectorException {
    if (!Float.isFinite(answer)) {
      return -1;
    }
    int classId = (int) answer;
    if (classId < 0 || classId >= spec.labels().size()) {
      throw new DetectorException(
          "the model answers class "
              + classId
              + ", but there are "
              + spec.labels().size()
              + " labels; give --labels FILE with one line per class");
    }
    return classId;
  }

  /** The box whose centre and size are the first four values of a row. */
  static Box centredAt(HeadOutput output, int row) {
    return centred(output.get(row, 0), output.get(row, 1), output.get(row, 2), output.get(row, 3));
  }

  /** The box whose corners are the first four values of a row. */
  static Box cornersAt(HeadOutput output, int row) {
    return new Box(output.get(row, 0), output.get(row, 1), output.get(row, 2), output.get(row, 3));
  }

  /** A box in shares of the input, as pixels of the input. */
  static Box shares(Box box, InputSpec input) {
    return new Box(
        box.x1() * input.width(),
        box.y1() * input.height(),
        box.x2() * input.width(),
        box.y2() * input.height());
  }

  /** A box by its centre and size. */
  static Box centred(float x, float y, float width, float height) {
    return new Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2);
  }
}
