package io.vedette.federated.learn;

import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Sample;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.SpecInference;
import io.vedette.federated.distill.AverageTeacher;
import io.vedette.federated.distill.DenseTeacher;
import io.vedette.federated.distill.DistillationLoss;
import io.vedette.federated.distill.FeatureDistillation;
import io.vedette.federated.distill.LabelledShare;
import io.vedette.federated.distill.SeveralTeachers;
import io.vedette.federated.distill.Teacher;
import io.vedette.federated.train.DetectorTrainer;
import io.vedette.federated.train.TrainingOptions;
import io.vedette.federated.train.TrainingResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A training in which a student learns from teachers, or from the average of its own weights.
 *
 * @param student the network that learns
 * @param teachers the first labels pictures and may be compared in inner tensors; empty: the
 *     student's own average teaches
 * @param teaching how it learns from them
 * @param options of the training
 * @param rounding whether the student is rounded while it learns
 * @param labels how many labels of the pictures count; the first teacher labels the other pictures
 */
public record StudentDistillation(
    NetworkStart student,
    List<TeacherModel> teachers,
    TeachingOptions teaching,
    TrainingOptions options,
    QuantizeAwareTraining rounding,
    LabelledFraction labels) {

  public StudentDistillation {
    teachers = List.copyOf(teachers);
  }

  /**
   * Trains, and leaves the results in the session's folder.
   *
   * @throws DetectorException when a teacher does not fit the student, before any picture is looked
   *     at; or when a picture cannot be read
   */
  public TrainingResult run(TrainingData data, TrainingSession session)
      throws DetectorException, IOException, InterruptedException {
    Graph start =
        rounding.prepare(
            student.graph(data.trained().labels()), data.trained(), session.observer()::check);
    DetectorSpec spec = SpecInference.infer(start, Hints.NONE, "the student");
    checkTeachers(spec);
    Dataset pictures = labelled(data.trained(), spec, session);
    DetectorTrainer trainer = session.trainer(options, data.measured(), described());
    TrainingResult result;
    if (teaching.blackBox()) {
      result = trainer.train(start, pictures, session.observer());
    } else if (teachers.isEmpty()) {
      result = fromItself(trainer, start, pictures, session);
    } else {
      result = fromTeachers(trainer, start, spec, pictures, session);
    }
    rounding.export(result.graph(), session.folder());
    return result;
  }

  private Map<String, Object> described() {
    Map<String, Object> config = new TreeMap<>();
    config.put("student", student.description());
    config.put(
        "teachers",
        teachers.isEmpty() ? List.of("self") : teachers.stream().map(TeacherModel::name).toList());
    config.put("black box", teaching.blackBox());
    config.put("threshold", teaching.threshold());
    config.put("labelled share", labels.share());
    return config;
  }

  /** Finds before any picture what would otherwise be found after the first teacher saw all. */
  private void checkTeachers(DetectorSpec spec) throws DetectorException {
    if (teaching.blackBox()) {
      return;
    }
    for (TeacherModel teacher : teachers) {
      Graph graph = teacher.graph();
      boolean first = teacher.equals(teachers.get(0));
      try {
        DenseTeacher.check(graph, spec, first ? teacherFeatures(graph) : List.of());
      } catch (DetectorException e) {
        throw new DetectorException(teacher.name() + ": " + e.getMessage(), e);
      }
    }
  }

  private List<String> teacherFeatures(Graph graph) throws DetectorException {
    return teaching.loss().terms().needsFeatures()
        ? FeatureDistillation.levels(graph, teaching.teacherTensors())
        : List.of();
  }

  private List<String> studentFeatures(Graph graph) throws DetectorException {
    return teaching.loss().terms().needsFeatures()
        ? FeatureDistillation.levels(graph, teaching.studentTensors())
        : List.of();
  }

  private TrainingResult fromItself(
      DetectorTrainer trainer, Graph start, Dataset pictures, TrainingSession session)
      throws DetectorException, InterruptedException {
    List<String> own = studentFeatures(start);
    try (Teacher average = AverageTeacher.of(start, own);
        DistillationLoss loss =
            FeatureDistillation.of(average, teaching.loss(), start, own, start, own)) {
      return trainer.with(loss).train(start, pictures, session.observer());
    }
  }

  private TrainingResult fromTeachers(
      DetectorTrainer trainer,
      Graph start,
      DetectorSpec spec,
      Dataset pictures,
      TrainingSession session)
      throws DetectorException, InterruptedException {
    List<String> own = studentFeatures(start);
    Graph first = teachers.get(0).graph();
    List<String> features = teacherFeatures(first);
    List<DenseTeacher> opened = open(spec, features);
    try (Teacher teacher = new SeveralTeachers(opened);
        DistillationLoss loss =
            FeatureDistillation.of(teacher, teaching.loss(), start, own, first, features)) {
      TrainingResult result = trainer.with(loss).train(start, pictures, session.observer());
      for (DenseTeacher one : opened) {
        if (!one.asked().isEmpty()) {
          session.observer().message("teacher: " + one.asked());
        }
      }
      return result;
    }
  }

  /** Opens all teachers; the first answers with its inner tensors too. */
  private List<DenseTeacher> open(DetectorSpec spec, List<String> features)
      throws DetectorException {
    List<DenseTeacher> opened = new ArrayList<>();
    try {
      for (TeacherModel teacher : teachers) {
        List<String> wanted = opened.isEmpty() ? features : List.of();
        opened.add(
            DenseTeacher.open(
                teacher.graph(),
                spec,
                new DenseTeacher.Settings(teaching.threads(), wanted, teaching.memory())));
      }
      return opened;
    } catch (DetectorException e) {
      opened.forEach(DenseTeacher::close);
      throw e;
    }
  }

  /**
   * The pictures with the labels that count, and the others with the first teacher's labels. If no
   * teacher can label them, the others are left out.
   */
  private Dataset labelled(Dataset pictures, DetectorSpec spec, TrainingSession session)
      throws DetectorException {
    if (labels.share() == 1) {
      return pictures;
    }
    if (teachers.isEmpty()) {
      return labels.of(pictures).repeated();
    }
    TeacherLabels teacher =
        new TeacherLabels(teachers.get(0), teaching.threshold(), teaching.memory());
    if (labels.share() == 0) {
      return teacher.label(pictures, spec, List.of(), session);
    }
    LabelledShare shared = labels.of(pictures);
    List<Sample> all = new ArrayList<>(shared.labelled().samples());
    all.addAll(teacher.label(shared.others(), spec, pictures.labels(), session).samples());
    return pictures.withSamples(all);
  }
}
