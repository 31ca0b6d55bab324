package io.vedette.cli.review;

import io.vedette.cli.check.InputPath;
import io.vedette.cli.coordinator.CoordinatorClient;
import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.Datasets;
import io.vedette.detector.dataset.Sample;
import io.vedette.detector.dataset.Truth;
import io.vedette.proto.v1.Box;
import io.vedette.proto.v1.Detection;
import io.vedette.proto.v1.ReviewedObjects;
import io.vedette.proto.v1.SubmitReviewRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette review import}: what people said in a labelling tool. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description =
        "Store what people labelled as reviews: COCO, YOLO, CVAT, Label Studio and every other form"
            + " that datasets are read in. The pictures have the names that 'review export' gave"
            + " them. Every picture counts as looked at: one without boxes says that nothing is"
            + " there.")
final class ReviewImport implements Callable<Integer> {

  /** A tool may put eight digits of its own in front of an uploaded file's name. */
  private static final Pattern FRAME =
      Pattern.compile("(?:[0-9a-f]{8}-(?=.{36}\\.))?([a-zA-Z0-9._-]{1,64})\\.[a-zA-Z]+");

  @Spec private CommandSpec spec;
  @Mixin private CoordinatorOption coordinator;
  @Mixin private Reviewer reviewer;

  @Option(names = "--dry-run", description = "Only say what would be stored.")
  private boolean dryRun;

  @InputPath
  @Parameters(paramLabel = "DIR", description = "The folder or annotation file of the tool.")
  private Path data;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Dataset dataset = Datasets.open(data, null);
    List<SubmitReviewRequest> words = new ArrayList<>();
    for (Sample sample : dataset.samples()) {
      words.add(word(dataset, sample));
    }
    int refused = 0;
    try (CoordinatorClient client = coordinator.dial()) {
      for (SubmitReviewRequest word : dryRun ? List.<SubmitReviewRequest>of() : words) {
        try {
          client.ask(service -> service.submitReview(word));
        } catch (IOException e) {
          refused++;
          spec.commandLine().getErr().println("vedette review import: " + e.getMessage());
        }
      }
    }
    long objects = words.stream().mapToLong(w -> w.getObjects().getObjectsCount()).sum();
    out.println(
        words.size()
            + " frames with "
            + objects
            + " objects"
            + (dryRun ? " would be stored" : ": " + (words.size() - refused) + " stored")
            + (refused > 0 ? ", " + refused + " refused" : ""));
    out.flush();
    return refused > 0 ? 1 : 0;
  }

  private SubmitReviewRequest word(Dataset dataset, Sample sample) throws IOException {
    Matcher name = FRAME.matcher(String.valueOf(sample.file().getFileName()));
    if (!name.matches()) {
      throw new IOException(
          sample.file() + " has not the name of a frame; keep the names that 'review export' gave");
    }
    ReviewedObjects.Builder objects = ReviewedObjects.newBuilder();
    for (Truth truth : sample.truths()) {
      objects.addObjects(
          Detection.newBuilder()
              .setLabel(dataset.labels().get(truth.classId()))
              .setScore(1)
              .setBox(
                  Box.newBuilder()
                      .setX1(truth.box().x1())
                      .setY1(truth.box().y1())
                      .setX2(truth.box().x2())
                      .setY2(truth.box().y2())));
    }
    return SubmitReviewRequest.newBuilder()
        .setEscalationId(name.group(1))
        .setObjects(objects)
        .setReviewer(reviewer.name())
        .build();
  }
}
