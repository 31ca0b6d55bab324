package io.vedette.federated.worker;

import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.DatasetSource;
import io.vedette.detector.dataset.Inspection;
import io.vedette.detector.dataset.UsualSplits;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.head.Hints;
import io.vedette.detector.runtime.DetectorModel;
import io.vedette.detector.runtime.OnnxDetector;
import io.vedette.detector.runtime.RuntimeOptions;
import io.vedette.federated.distill.TeacherMemory;
import io.vedette.federated.learn.LabelledFraction;
import io.vedette.federated.learn.NetworkStart;
import io.vedette.federated.learn.QuantizeAwareTraining;
import io.vedette.federated.learn.StudentDistillation;
import io.vedette.federated.learn.SupervisedTraining;
import io.vedette.federated.learn.TeacherModel;
import io.vedette.federated.learn.TeachingOptions;
import io.vedette.federated.learn.TrainingData;
import io.vedette.federated.learn.TrainingSession;
import io.vedette.federated.train.TrainingResult;
import io.vedette.federated.train.example.Batches;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Does a {@link StudentTrainingJob}, from the job's checkpoint where there is one. */
final class StudentTrainingTask {

  private static final long MEMORY_BYTES = 8L << 30;

  private final StudentTrainingJob job;

  private StudentTrainingTask(StudentTrainingJob job) {
    this.job = job;
  }

  static StudentTrainingResult run(StudentTrainingJob job, Consumer<Progress> listener)
      throws DetectorException, IOException, InterruptedException {
    TrainingResult result = new StudentTrainingTask(job).run(new JobProgress(listener));
    return new StudentTrainingResult(
        result.examples(),
        result.epochs().size(),
        result.lossBefore(),
        result.lossAfter(),
        result.seconds());
  }

  private TrainingResult run(JobProgress progress)
      throws DetectorException, IOException, InterruptedException {
    TrainingData data = data();
    progress.planTraining(
        job.options().epochs(),
        Batches.count(data.trained().samples().size(), job.options().batch()));
    TrainingSession session =
        new TrainingSession(
            job.output(),
            true,
            Map.of("data", job.pictures().toString()),
            new JobObserver(progress));
    DetectorModel model = DetectorModel.read(job.student(), Hints.NONE);
    NetworkStart start =
        new NetworkStart.OfModel(job.student().toString(), model.graph(), model.spec());
    LabelledFraction labels = new LabelledFraction(job.labelledShare(), 1);
    StudentTrainingJob.Teaching teaching = job.teaching();
    return teaching == null
        ? new SupervisedTraining(
                start, graph -> job.options(), QuantizeAwareTraining.OFF, labels, null)
            .run(data, session)
        : new StudentDistillation(
                start,
                List.of(new FileTeacher(teaching.teacher())),
                options(teaching),
                job.options(),
                QuantizeAwareTraining.OFF,
                labels)
            .run(data, session);
  }

  private TeachingOptions options(StudentTrainingJob.Teaching teaching) throws DetectorException {
    Path memory = teaching.memory();
    return new TeachingOptions(
        teaching.loss().settings(job.options().seed()),
        teaching.blackBox(),
        teaching.threshold(),
        List.of(),
        List.of(),
        memory == null ? null : TeacherMemory.at(memory, MEMORY_BYTES),
        Integer.getInteger("vedette.threads", 1));
  }

  /** Every picture must be usable; labels are needed only where they count. */
  private TrainingData data() throws DetectorException {
    StudentTrainingJob.Pictures pictures = job.pictures();
    DatasetSource source = DatasetSource.find(pictures.data(), pictures.form());
    Inspection found = source.inspect(split(source, pictures.split()));
    if (found.count() > 0) {
      throw new DetectorException(
          pictures.data()
              + ": "
              + found.count()
              + " problems ("
              + found.summary()
              + "), the first: "
              + found.problems().get(0).text());
    }
    Dataset all = job.labelledShare() > 0 ? found.labelled(source.path()) : found.dataset();
    return pictures.holdOut() > 1
        ? TrainingData.holdOut(all, pictures.holdOut())
        : new TrainingData(all, null);
  }

  private static @Nullable String split(DatasetSource source, @Nullable String wanted)
      throws DetectorException {
    return wanted == null ? UsualSplits.of(source).trained() : wanted;
  }

  private record FileTeacher(Path file) implements TeacherModel {

    @Override
    public String name() {
      return file.toString();
    }

    @Override
    public Graph graph() throws DetectorException {
      return DetectorModel.read(file, Hints.NONE).withSpec();
    }

    @Override
    public Detector open(Hints hints) throws DetectorException {
      return OnnxDetector.open(file, hints, RuntimeOptions.DEFAULT);
    }
  }
}
