package io.vedette.cli.review;

import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.option.JsonOption;
import io.vedette.proto.v1.EstimatedShare;
import io.vedette.proto.v1.GetReviewedAccuracyRequest;
import io.vedette.proto.v1.ReviewedModel;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vedette review accuracy}: how good students and teachers are by people's word. */
@Command(
    name = "accuracy",
    mixinStandardHelpOptions = true,
    description =
        "How good each student of a deployment is in the field, by the reviews of a random sample"
            + " of its audits and the verdicts on the others; and how good its teacher is. With 95%%"
            + " intervals.")
final class ReviewAccuracy implements Callable<Integer> {

  private static final String COLUMNS = "%-20s %7s %9s  %-18s %-18s %-18s %-18s";

  @Spec private CommandSpec spec;
  @Mixin private CoordinatorOption coordinator;
  @Mixin private JsonOption json;

  @Option(
      names = "--deployment",
      paramLabel = "NAME",
      defaultValue = "default",
      description = "The deployment (default: ${DEFAULT-VALUE}).")
  private String deployment = "";

  @Override
  public Integer call() throws Exception {
    var accuracy =
        coordinator.ask(
            service ->
                service.getReviewedAccuracy(
                    GetReviewedAccuracyRequest.newBuilder().setDeployment(deployment).build()));
    json.write(accuracy);
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        COLUMNS.formatted(
            "STUDENT", "AUDITS", "REVIEWED", "PRECISION", "RECALL", "F1", "TEACHER'S F1"));
    for (ReviewedModel model : accuracy.getModelsList()) {
      out.println(
          COLUMNS
              .formatted(
                  model.hasVersion()
                      ? model.getVersion().getName() + ":" + model.getVersion().getNumber()
                      : model.getModelSha256().substring(0, 12),
                  model.getAudits(),
                  model.getReviewed(),
                  words(model.getStudent().getPrecision()),
                  words(model.getStudent().getRecall()),
                  words(model.getStudent().getF1()),
                  words(model.getTeacher().getF1()))
              .stripTrailing());
    }
    out.flush();
    return 0;
  }

  private static String words(EstimatedShare share) {
    return share.getLow() <= 0 && share.getHigh() >= 1
        ? "too few reviews"
        : String.format(
            Locale.ROOT, "%.2f (%.2f-%.2f)", share.getValue(), share.getLow(), share.getHigh());
  }
}
