package io.vedette.benchmarks.camera;

import io.vedette.cli.check.InputPath;
import io.vedette.detector.Detection;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.FrameImage;
import io.vedette.detector.Picture;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Datasets;
import io.vedette.detector.evaluate.Evaluation;
import io.vedette.detector.evaluate.EvaluationReport;
import io.vedette.detector.head.Hints;
import io.vedette.detector.runtime.OnnxDetector;
import io.vedette.detector.runtime.RuntimeOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code benchmarks/run planes}: the accuracy of decoded frames that are read as planes. */
@Command(
    name = "planes",
    mixinStandardHelpOptions = true,
    description =
        "Evaluate a detector on labelled pictures as they are, as 4:2:0 frames that are converted"
            + " whole, and as 4:2:0 frames whose planes are shrunk, as an agent does.")
public final class PlanesBench implements Callable<Integer> {

  @InputPath
  @Option(names = "--model", required = true, paramLabel = "ONNX", description = "The detector.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path model;

  @InputPath
  @Option(names = "--data", required = true, paramLabel = "DIR", description = "Labelled pictures.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private Path data;

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws Exception {
    Map<String, Function<Picture, FrameImage>> forms = new LinkedHashMap<>();
    forms.put("as they are", picture -> picture);
    forms.put("4:2:0, converted whole", picture -> new PlanarPicture(picture).picture());
    forms.put("4:2:0, planes", PlanarPicture::new);
    Dataset dataset = Datasets.open(data, null);
    Hints hints =
        Hints.NONE.withScoreThreshold(Evaluation.SCORE_THRESHOLD).withNmsIou(Evaluation.NMS_IOU);
    PrintWriter out = command.commandLine().getOut();
    out.printf("%-24s %7s %7s%n", "", "AP", "AP50");
    for (var form : forms.entrySet()) {
      try (Detector detector =
          new InAnotherForm(
              OnnxDetector.open(model, hints, RuntimeOptions.DEFAULT), form.getValue())) {
        EvaluationReport report = Evaluation.of(detector, dataset, done -> {});
        out.printf(
            Locale.ROOT,
            "%-24s %7.4f %7.4f%n",
            form.getKey(),
            report.metrics().ap(),
            report.metrics().ap50());
        out.flush();
      }
    }
    return 0;
  }

  /** A detector that is shown each picture in another form. */
  private record InAnotherForm(Detector detector, Function<Picture, FrameImage> form)
      implements Detector {

    @Override
    public DetectorSpec spec() {
      return detector.spec();
    }

    @Override
    public String digest() {
      return detector.digest();
    }

    @Override
    public List<List<Detection>> detect(List<Picture> pictures) throws DetectorException {
      List<List<Detection>> answers = new ArrayList<>();
      for (Picture picture : pictures) {
        answers.add(detector.detect(form.apply(picture)));
      }
      return answers;
    }

    @Override
    public void close() {
      detector.close();
    }
  }
}
