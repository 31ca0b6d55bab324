package io.vedette.cli.demo;

import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.head.Hints;
import io.vedette.detector.runtime.DetectorModel;
import io.vedette.scenario.InspectionLine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Who teaches and who learns.
 *
 * @param teacher any ONNX detector
 * @param student training form
 * @param labels the student's classes
 */
record DemoModels(Path teacher, Path student, List<String> labels) {

  /** The models that were asked for, else those that come with Vedette and fit what is shown. */
  static DemoModels of(DemoOptions options, DemoScenario scenario) throws DetectorException {
    Path home = Path.of(System.getProperty("vedette.home", "."), "models");
    Path teacher = options.teacher();
    Path student = options.student();
    if (scenario instanceof LabelledPictures pictures && showsBoards(pictures.shown())) {
      teacher = teacher == null ? home.resolve("deeppcb-teacher.onnx") : teacher;
      student = student == null ? home.resolve("boards-student.onnx") : student;
    } else if (scenario instanceof GeneratedBoards) {
      teacher = teacher == null ? home.resolve("boards-teacher.onnx") : teacher;
      student = student == null ? home.resolve("boards-student.onnx") : student;
    }
    if (teacher == null || student == null) {
      throw new DetectorException(
          scenario.name()
              + ": no model here knows what it shows; give --teacher and --student ('vedette train'"
              + " makes a student)");
    }
    for (Path model : List.of(teacher, student)) {
      if (!Files.isRegularFile(model)) {
        throw new DetectorException(
            model + ": there is no such model; check --teacher and --student");
      }
    }
    DetectorModel.read(teacher, Hints.NONE);
    List<String> labels = DetectorModel.read(student, Hints.NONE).spec().labels();
    return new DemoModels(teacher.toAbsolutePath(), student.toAbsolutePath(), labels);
  }

  private static boolean showsBoards(Dataset dataset) {
    return InspectionLine.LABELS.containsAll(dataset.labels());
  }
}
