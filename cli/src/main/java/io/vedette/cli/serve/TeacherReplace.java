package io.vedette.cli.serve;

import io.vedette.cli.check.Range;
import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.coordinator.ListPages;
import io.vedette.proto.v1.EndReplacementRequest;
import io.vedette.proto.v1.LabelAgreement;
import io.vedette.proto.v1.ListTeacherReplacementsRequest;
import io.vedette.proto.v1.ListTeacherReplacementsResponse;
import io.vedette.proto.v1.ReplaceTeacherRequest;
import io.vedette.proto.v1.TeacherReplacement;
import io.vedette.proto.v1.TeacherReplacementState;
import io.vedette.wire.EnumLabels;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares two teachers of a deployment, and lets the new one take the old one's place. */
@Command(
    name = "replace",
    mixinStandardHelpOptions = true,
    description = {
      "Compare the teacher of a deployment with another one on the same audits; accept or drop it.",
      "Without an option: how far the comparison is. OLD ALSO NEW is the share of the old teacher's"
          + " objects that the new one has, NEW ALSO OLD the other way."
    })
final class TeacherReplace implements Callable<Integer> {

  private static final EnumLabels<TeacherReplacementState> STATES =
      EnumLabels.of(TeacherReplacementState.class);
  private static final int LIMIT = 10_000;

  /** What is wanted of a comparison. */
  static final class Action {
    @Option(names = "--by", paramLabel = "NAME", description = "Begin: answer audits by it, too.")
    private @Nullable String by;

    @Option(names = "--accept", description = "The new teacher takes the old one's place.")
    private boolean accept;

    @Option(names = "--drop", description = "The old teacher stays.")
    private boolean drop;
  }

  @Parameters(paramLabel = "DEPLOYMENT", description = "Its name.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private String deployment;

  @ArgGroup private Action action = new Action();

  @Range(least = 1, most = 100_000)
  @Option(
      names = "--for",
      paramLabel = "AUDITS",
      description = "Audits that are compared (default: 200).")
  private @Nullable Integer audits;

  @Mixin private final CoordinatorOption coordinator = new CoordinatorOption();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    print(out, ask());
    out.flush();
    return 0;
  }

  private TeacherReplacement ask() throws IOException {
    EndReplacementRequest end =
        EndReplacementRequest.newBuilder().setDeployment(deployment).build();
    if (action.accept) {
      return coordinator.ask(s -> s.acceptTeacher(end));
    }
    if (action.drop) {
      return coordinator.ask(s -> s.dropTeacher(end));
    }
    String by = action.by;
    if (by != null) {
      ReplaceTeacherRequest begin =
          ReplaceTeacherRequest.newBuilder()
              .setDeployment(deployment)
              .setTeacher(by)
              .setAudits(audits == null ? 0 : audits)
              .build();
      return coordinator.ask(s -> s.replaceTeacher(begin));
    }
    return ListPages.read(
            token ->
                coordinator.ask(
                    s ->
                        s.listTeacherReplacements(
                            ListTeacherReplacementsRequest.newBuilder()
                                .setPageToken(token)
                                .build())),
            ListTeacherReplacementsResponse::getReplacementsList,
            ListTeacherReplacementsResponse::getNextPageToken,
            LIMIT)
        .stream()
        .filter(each -> each.getDeployment().equals(deployment))
        .findFirst()
        .orElseThrow(
            () ->
                new IOException(deployment + ": no teachers were compared; begin with --by NAME"));
  }

  private static void print(PrintWriter out, TeacherReplacement of) {
    out.printf(
        Locale.ROOT,
        "%s: %s beside %s, %s, %d of %d audits%n",
        of.getDeployment(),
        of.getNewTeacher(),
        of.getOldTeacher(),
        STATES.label(of.getState()),
        of.getAudits(),
        of.getAuditsWanted());
    if (of.getAudits() == 0) {
      return;
    }
    out.printf(
        "%-24s %8s %8s %8s %13s %13s%n",
        "LABEL", "BOTH", "ONLY OLD", "ONLY NEW", "OLD ALSO NEW", "NEW ALSO OLD");
    of.getLabelsList().forEach(each -> out.println(line(each.getLabel(), each)));
    out.println(line("all", of.getAll()));
  }

  private static String line(String label, LabelAgreement of) {
    return String.format(
        Locale.ROOT,
        "%-24s %8d %8d %8d %13s %13s",
        label,
        of.getBoth(),
        of.getOnlyOld(),
        of.getOnlyNew(),
        of.hasPrecision() ? share(of.getPrecision()) : "-",
        of.hasRecall() ? share(of.getRecall()) : "-");
  }

  private static String share(double share) {
    return String.format(Locale.ROOT, "%.3f", share);
  }
}
