package io.vedette.cli.serve;

import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.coordinator.ListPages;
import io.vedette.cli.option.CsvOption;
import io.vedette.cli.option.JsonOption;
import io.vedette.proto.v1.ListTeachersRequest;
import io.vedette.proto.v1.ListTeachersResponse;
import io.vedette.proto.v1.NamedTeacher;
import io.vedette.proto.v1.TaughtDeployment;
import io.vedette.proto.v1.TeacherProcess;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** One line for each name that teachers have, or that deployments want. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = {
      "One line per teacher, missing ones first.",
      "WAITING counts frames without a verdict of the deployments whose frames it answers; MS is its"
          + " mean time per frame."
    })
final class TeacherList implements Callable<Integer> {

  /** More than a coordinator can have. */
  private static final int LIMIT = 10_000;

  private static final int DIGEST_SHOWN = 12;

  @Mixin private final CoordinatorOption coordinator = new CoordinatorOption();
  @Mixin private final JsonOption json = new JsonOption();
  @Mixin private final CsvOption csv = new CsvOption();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    List<NamedTeacher> teachers =
        ListPages.read(
            token ->
                coordinator.ask(
                    s ->
                        s.listTeachers(
                            ListTeachersRequest.newBuilder().setPageToken(token).build())),
            ListTeachersResponse::getTeachersList,
            ListTeachersResponse::getNextPageToken,
            LIMIT);
    json.write(
        ListTeachersResponse.newBuilder()
            .addAllTeachers(teachers)
            .setTotal(teachers.size())
            .build(),
        "teachers",
        "total");
    csv.write(NamedTeacher.getDescriptor(), teachers);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%-20s %9s %-20s %8s %8s  %s%n",
        "TEACHER", "PROCESSES", "MODEL", "MS", "WAITING", "DEPLOYMENTS");
    teachers.forEach(teacher -> out.println(line(teacher)));
    out.flush();
    return 0;
  }

  private static String line(NamedTeacher of) {
    return String.format(
        Locale.ROOT,
        "%-20s %9s %-20s %8s %8d  %s",
        of.getName(),
        of.getProcessesTotal() == 0 ? "missing" : of.getProcessesTotal(),
        distinct(of.getProcessesList().stream().map(TeacherList::model)),
        distinct(of.getProcessesList().stream().map(TeacherList::pace)),
        of.getWaiting(),
        distinct(of.getDeploymentsList().stream().map(TeacherList::deployment)));
  }

  private static String distinct(Stream<String> values) {
    String all = values.distinct().collect(Collectors.joining(", "));
    return all.isEmpty() ? "-" : all;
  }

  private static String model(TeacherProcess process) {
    return process.hasVersion()
        ? process.getVersion().getName() + ":" + process.getVersion().getNumber()
        : process.getModelSha256().substring(0, DIGEST_SHOWN);
  }

  private static String pace(TeacherProcess process) {
    return process.hasLatencyMs()
        ? String.format(Locale.ROOT, "%.1f", process.getLatencyMs())
        : "-";
  }

  private static String deployment(TaughtDeployment of) {
    return of.getAtQuota().isEmpty()
        ? of.getName()
        : String.format(
            Locale.ROOT, "%s (at %s, %d put off)", of.getName(), of.getAtQuota(), of.getDeferred());
  }
}
