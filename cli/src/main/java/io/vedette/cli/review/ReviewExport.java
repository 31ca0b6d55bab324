package io.vedette.cli.review;

import io.vedette.cli.coordinator.CoordinatorClient;
import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.detector.Box;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.DatasetWriter;
import io.vedette.detector.dataset.Sample;
import io.vedette.detector.dataset.Truth;
import io.vedette.proto.v1.Detection;
import io.vedette.proto.v1.EscalatedFrame;
import io.vedette.proto.v1.FrameObject;
import io.vedette.proto.v1.GetEscalationRequest;
import io.vedette.proto.v1.ListReviewQueueResponse;
import io.vedette.wire.ArtifactClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vedette review export}: frames with their verdicts, for a labelling tool. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description =
        "Write the frames that people should look at next, with the teacher's boxes to begin with,"
            + " for a labelling tool. 'review import' takes the answers.")
final class ReviewExport implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private CoordinatorOption coordinator;
  @Mixin private QueueOptions options;

  @Option(
      names = "--form",
      paramLabel = "FORM",
      defaultValue = "coco",
      description = "coco, yolo, cvat or label-studio (default: ${DEFAULT-VALUE}).")
  private String form = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      required = true,
      description = "A new or empty folder for the annotations, and 'images' in it.")
  private Path output;

  @Override
  public Integer call() throws Exception {
    Map<String, DatasetWriter> writers = DatasetWriter.byName();
    DatasetWriter writer = writers.get(form);
    if (writer == null) {
      throw new ParameterException(
          spec.commandLine(),
          "--form: '" + form + "' is none of " + String.join(", ", writers.keySet()));
    }
    requireEmpty();
    ListReviewQueueResponse queue;
    try (CoordinatorClient client = coordinator.dial()) {
      queue = options.ask(client);
      List<String> labels = labels(queue);
      List<Sample> samples = new ArrayList<>();
      ArtifactClient artifacts = client.artifacts();
      for (EscalatedFrame brief : queue.getFramesList()) {
        EscalatedFrame frame =
            client.ask(
                service ->
                    service.getEscalation(
                        GetEscalationRequest.newBuilder().setEscalationId(brief.getId()).build()));
        Path picture = output.resolve("images").resolve(frame.getId() + ".jpg");
        Files.createDirectories(output.resolve("images"));
        artifacts.download(frame.getFrameSha256(), frame.getFrameBytes(), picture);
        samples.add(sample(frame, picture, labels));
      }
      writer.write(new Dataset("review", labels, samples), output);
    }
    spec.commandLine()
        .getOut()
        .println(
            queue.getFramesCount()
                + " frames are in "
                + output
                + "; correct them, and give them to 'vedette review import "
                + output
                + "'");
    spec.commandLine().getOut().flush();
    return 0;
  }

  private void requireEmpty() throws IOException {
    if (!Files.exists(output)) {
      return;
    }
    try (var files = Files.list(output)) {
      if (files.findAny().isPresent()) {
        throw new IOException(output + " is not empty; give a new folder");
      }
    }
  }

  /** The deployment's; before it has a version, those on the frames. */
  private static List<String> labels(ListReviewQueueResponse queue) {
    if (!queue.getLabelsList().isEmpty()) {
      return queue.getLabelsList();
    }
    return queue.getFramesList().stream()
        .flatMap(frame -> frame.getObjectsList().stream())
        .filter(FrameObject::hasTeacher)
        .map(object -> object.getTeacher().getLabel())
        .distinct()
        .sorted()
        .toList();
  }

  private static Sample sample(EscalatedFrame frame, Path picture, List<String> labels) {
    List<Truth> truths =
        frame.getObjectsList().stream()
            .filter(FrameObject::hasTeacher)
            .map(FrameObject::getTeacher)
            .filter(box -> labels.contains(box.getLabel()))
            .map(box -> Truth.of(box(frame, box), labels.indexOf(box.getLabel())))
            .filter(truth -> truth.area() > 0)
            .toList();
    return new Sample(frame.getId(), picture, frame.getWidth(), frame.getHeight(), truths);
  }

  private static Box box(EscalatedFrame frame, Detection detection) {
    var box = detection.getBox();
    return new Box(box.getX1(), box.getY1(), box.getX2(), box.getY2())
        .clip(frame.getWidth(), frame.getHeight());
  }
}
