package io.vedette.cli.compress;

import io.vedette.cli.process.OwnCommand;
import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.compress.recipe.TrainingTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Lessons as calls of {@code vedette train} and {@code vedette distill}. */
final class TrainingRunner {

  private final OwnCommand vedette;
  private final LessonData data;
  private final Path memory;
  private final Consumer<String> heard;

  /**
   * @param memory where the teacher's answers are kept for later lessons
   * @param heard told what the trainings say
   */
  TrainingRunner(OwnCommand vedette, LessonData data, Path memory, Consumer<String> heard) {
    this.vedette = vedette;
    this.data = data;
    this.memory = memory;
    this.heard = heard;
  }

  Graph taught(TrainingTask lesson, Path folder)
      throws DetectorException, IOException, InterruptedException {
    Files.createDirectories(folder);
    List<String> words = new ArrayList<>();
    words.add(lesson.teacher() == null ? "train" : "distill");
    if (lesson.teacher() != null) {
      words.add("--teacher=" + written(lesson.teacher(), folder.resolve("teacher.onnx")));
    }
    if (lesson.student() != null) {
      Path student = written(lesson.student(), folder.resolve("student.onnx"));
      words.add((lesson.teacher() == null ? "--from=" : "--student=") + student);
    } else {
      words.add("--architecture=" + lesson.architecture());
    }
    words.addAll(data.words());
    words.addAll(options(lesson.options()));
    if (lesson.teacher() != null && lesson.options().containsKey("variations")) {
      words.add("--memory=" + memory);
    }
    words.addAll(List.of("--output=" + folder, "--resume"));
    vedette.run(words, folder.resolve("log.txt"), heard);
    return Graph.read(folder.resolve("training.onnx"));
  }

  private static Path written(Graph graph, Path file) throws IOException {
    graph.write(file);
    return file;
  }

  private static List<String> options(Map<String, Object> options) {
    List<String> words = new ArrayList<>();
    options.forEach(
        (name, value) -> {
          if (value instanceof Boolean wanted) {
            words.addAll(wanted ? List.of("--" + name) : List.of());
          } else {
            words.add("--" + name + "=" + value);
          }
        });
    return words;
  }
}
