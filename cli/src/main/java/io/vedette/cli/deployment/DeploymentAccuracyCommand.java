package io.vedette.cli.deployment;

import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.coordinator.ListPages;
import io.vedette.cli.option.CsvOption;
import io.vedette.cli.option.JsonOption;
import io.vedette.proto.v1.AccuracyPart;
import io.vedette.proto.v1.FieldAccuracy;
import io.vedette.proto.v1.FieldEstimate;
import io.vedette.proto.v1.ListFieldAccuracyRequest;
import io.vedette.proto.v1.ListFieldAccuracyResponse;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The field accuracy of a deployment. */
@Command(
    name = "accuracy",
    mixinStandardHelpOptions = true,
    description = {
      "Precision, recall and F1 of the students of a deployment against their teacher, from frames"
          + " that were chosen at random.",
      "Each with an interval that holds at all times with a chance of 95 %. A version and a teacher"
          + " are a series of their own; the one that was audited last comes first."
    })
final class DeploymentAccuracyCommand implements Callable<Integer> {

  /** What rows are told of. */
  enum By {
    VERSION("", AccuracyPart.ACCURACY_PART_UNSPECIFIED),
    CAMERA("CAMERA", AccuracyPart.ACCURACY_PART_CAMERA),
    CLASS("CLASS", AccuracyPart.ACCURACY_PART_LABEL);

    private final String column;
    private final AccuracyPart part;

    By(String column, AccuracyPart part) {
      this.column = column;
      this.part = part;
    }
  }

  private static final int LIMIT = 2_000;

  @Mixin private final CoordinatorOption coordinator = new CoordinatorOption();
  @Mixin private final JsonOption json = new JsonOption();
  @Mixin private final CsvOption csv = new CsvOption();

  @Parameters(paramLabel = "NAME", description = "The deployment.")
  private String name;

  @Option(
      names = "--by",
      paramLabel = "PART",
      defaultValue = "version",
      description =
          "A row for each version, or of each for each camera or class: version, camera, class.")
  private By by = By.VERSION;

  @Option(
      names = "--of",
      paramLabel = "VERSION",
      defaultValue = "",
      description = "Only of this version: student:7.")
  private String version = "";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    List<FieldAccuracy> rows =
        ListPages.read(
            token ->
                coordinator.ask(
                    s ->
                        s.listFieldAccuracy(
                            ListFieldAccuracyRequest.newBuilder()
                                .setDeployment(name)
                                .setPart(by.part)
                                .setVersion(version)
                                .setPageSize(100)
                                .setPageToken(token)
                                .build())),
            ListFieldAccuracyResponse::getRowsList,
            ListFieldAccuracyResponse::getNextPageToken,
            LIMIT);
    json.write(
        ListFieldAccuracyResponse.newBuilder().addAllRows(rows).setTotal(rows.size()).build(),
        "rows",
        "total");
    csv.write(FieldAccuracy.getDescriptor(), rows);
    PrintWriter out = spec.commandLine().getOut();
    if (rows.isEmpty()) {
      out.println(name + ": no audit has a verdict yet");
    } else {
      out.printf(
          "%-16s %-13s %6s  %-19s %-19s %-19s %s%n",
          "VERSION", "TEACHER", "AUDITS", "PRECISION", "RECALL", "F1", by.column);
      rows.forEach(row -> out.println(line(row)));
    }
    out.flush();
    return 0;
  }

  private static String line(FieldAccuracy row) {
    return "%-16s %-13s %6d  %-19s %-19s %-19s %s"
        .formatted(
            row.getVersion(),
            row.getTeacher(),
            row.getAudits(),
            words(row.getPrecision()),
            words(row.getRecall()),
            words(row.getF1()),
            row.getPart())
        .stripTrailing();
  }

  private static String words(FieldEstimate of) {
    return String.format(Locale.ROOT, "%.3f %.3f..%.3f", of.getValue(), of.getLow(), of.getHigh());
  }
}
