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
import io.vedette.federated.train.TrainingStep;
import io.vedette.federated.train.example.Batch;
import io.vedette.federated.train.head.HeadLayout;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A teacher whose logits can be read, in ONNX Runtime. It sees the very batch that the student
 * sees, so both need the same input and the same grid of anchors; sizes and architectures may
 * differ.
 */
public final class DenseTeacher implements Teacher {

  /**
   * How a teacher is asked.
   *
   * @param threads of one operator
   * @param features names of inner tensors to answer with too, finest level first
   * @param memory of earlier answers; null for none
   */
  public record Settings(int threads, List<String> features, @Nullable TeacherMemory memory) {
    public Settings {
      features = List.copyOf(features);
    }
  }

  private static final String INSTEAD =
      "; use the teacher as a black box, by its boxes alone (--black-box)";

  private final OnnxSession session;
  private final HeadLayout layout;
  private final List<String> features;
  private final List<String> tensorNames;
  private final TeacherOutputs outputs;
  private final @Nullable RememberedOutputs remembered;

  private DenseTeacher(
      OnnxSession session, HeadLayout layout, String input, byte[] digest, Settings settings) {
    this.session = session;
    this.layout = layout;
    this.features = settings.features();
    this.tensorNames = new ArrayList<>(layout.tensors());
    settings.features().stream()
        .filter(name -> !tensorNames.contains(name))
        .forEach(tensorNames::add);
    TeacherOutputs direct = batch -> run(batch, input);
    TeacherMemory memory = settings.memory();
    this.remembered =
        memory == null ? null : new RememberedOutputs(direct, identity(digest), memory);
    this.outputs = remembered == null ? direct : remembered;
  }

  /**
   * Opens a teacher for a student.
   *
   * @param threads of one operator
   * @throws DetectorException when the two do not fit, saying in what
   */
  public static DenseTeacher open(Graph teacher, DetectorSpec student, int threads)
      throws DetectorException {
    return open(teacher, student, new Settings(threads, List.of(), null));
  }

  /**
   * Opens a teacher for a student.
   *
   * @throws DetectorException when the two do not fit, saying in what, or the teacher lacks a
   *     tensor that it is asked for
   */
  public static DenseTeacher open(Graph teacher, DetectorSpec student, Settings settings)
      throws DetectorException {
    byte[] bytes = fitting(teacher, student, settings.features()).toBytes();
    DetectorSpec spec = SpecInference.infer(teacher, Hints.NONE, "the teacher");
    RuntimeOptions options = RuntimeOptions.DEFAULT.withThreads(settings.threads());
    OnnxSession session = OnnxSession.open(bytes, "the teacher", options);
    return new DenseTeacher(session, HeadLayout.of(spec), spec.input().name(), bytes, settings);
  }

  /**
   * Sees whether a teacher fits a student, before anything slow begins.
   *
   * @param features names of inner tensors that it will be asked for
   * @throws DetectorException as {@link #open(Graph, DetectorSpec, Settings)}
   */
  public static void check(Graph teacher, DetectorSpec student, List<String> features)
      throws DetectorException {
    Graph unused = fitting(teacher, student, features);
  }

  /** The teacher with all tensors exposed that it will be asked for. */
  private static Graph fitting(Graph teacher, DetectorSpec student, List<String> features)
      throws DetectorException {
    DetectorSpec spec = SpecInference.infer(teacher, Hints.NONE, "the teacher");
    HeadLayout layout = layout("teacher", spec);
    HeadLayout other = layout("student", student);
    if (!student.labels().containsAll(spec.labels())) {
      throw new DetectorException(
          "teacher and student have different labels ("
              + spec.labels()
              + " and "
              + student.labels()
              + "); give ones of the same labels");
    }
    same("labels", spec.labels(), student.labels());
    same("strides", Arrays.toString(layout.strides()), Arrays.toString(other.strides()));
    same("input widths", spec.input().width(), student.input().width());
    same("input heights", spec.input().height(), student.input().height());
    same("pixel scales", spec.input().scale(), student.input().scale());
    same("means", spec.input().mean(), student.input().mean());
    same("standard deviations", spec.input().std(), student.input().std());
    same("colour orders", spec.input().colorOrder(), student.input().colorOrder());
    same("ways to fit a picture in", spec.input().fit(), student.input().fit());
    same("layouts", spec.input().layout(), student.input().layout());
    same("border greys", spec.input().padValue(), student.input().padValue());
    List<String> exposed = new ArrayList<>(layout.tensors());
    exposed.addAll(features);
    return opened(teacher, exposed);
  }

  private static HeadLayout layout(String whose, DetectorSpec spec) throws DetectorException {
    try {
      return HeadLayout.of(spec);
    } catch (DetectorException e) {
      throw new DetectorException(
          "the logits of the " + whose + " are not known (" + e.getMessage() + ")" + INSTEAD, e);
    }
  }

  private static Graph opened(Graph teacher, List<String> tensors) throws DetectorException {
    try {
      return ExposeTensors.of(tensors).apply(teacher);
    } catch (IllegalArgumentException e) {
      throw new DetectorException("the teacher: " + e.getMessage(), e);
    }
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
              + ")"
              + INSTEAD);
    }
  }

  @Override
  public DenseAnswer answer(TrainingStep step) throws DetectorException {
    return answer(step.batch());
  }

  DenseAnswer answer(Batch batch) throws DetectorException {
    List<FloatTensor> tensors = outputs.of(batch);
    Map<String, FloatTensor> byName = new LinkedHashMap<>();
    for (int i = 0; i < tensorNames.size(); i++) {
      byName.put(tensorNames.get(i), tensors.get(i));
    }
    return new DenseAnswer(
        rows(byName, layout.boxLogits(), 4 * layout.bins(), batch.size()),
        rows(byName, layout.classLogits(), layout.classes(), batch.size()),
        layout.bins(),
        layout.classes(),
        features.stream().map(byName::get).toList());
  }

  /** How often the memory knew the answer, and how often the teacher was asked; for people. */
  public String asked() {
    return remembered == null
        ? ""
        : remembered.misses() + " pictures asked about, " + remembered.hits() + " remembered";
  }

  private List<FloatTensor> run(Batch batch, String input) throws DetectorException {
    FloatTensor pixels =
        FloatTensor.of(batch.pixels(), batch.size(), 3, batch.height(), batch.width());
    Map<String, FloatTensor> byName = session.run(Map.of(input, pixels), tensorNames);
    return tensorNames.stream().map(byName::get).toList();
  }

  /** What an answer depends on, besides the picture. */
  private byte[] identity(byte[] graph) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(graph);
      return digest.digest(String.join(",", tensorNames).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
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
