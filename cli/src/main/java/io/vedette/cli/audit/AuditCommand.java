package io.vedette.cli.audit;

import io.vedette.cli.check.Range;
import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.coordinator.ListPages;
import io.vedette.cli.option.CsvOption;
import io.vedette.cli.option.JsonOption;
import io.vedette.proto.v1.AuditLogEntry;
import io.vedette.proto.v1.AuditLogVerdict;
import io.vedette.proto.v1.GetAuditLogVerdictRequest;
import io.vedette.proto.v1.ListAuditLogRequest;
import io.vedette.proto.v1.ListAuditLogResponse;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vedette audit}: the audit log of a coordinator. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = "Who changed what, from where, with which result; whether that log is whole.")
public final class AuditCommand {

  @Spec private CommandSpec spec;

  @Command(
      name = "log",
      mixinStandardHelpOptions = true,
      description = "The newest entries, one line each.")
  int log(
      @Mixin CoordinatorOption coordinator,
      @Mixin JsonOption json,
      @Mixin CsvOption csv,
      @Option(names = "--who", defaultValue = "", description = "Only of this caller.") String who,
      @Option(
              names = "--method",
              defaultValue = "",
              description = "Only calls of this method, such as RevokeDevice.")
          String method,
      @Option(
              names = "--object",
              defaultValue = "",
              description = "Only about this: a device, a model, a rollout.")
          String object,
      @Option(names = "--text", defaultValue = "", description = "Only entries with this text.")
          String text,
      @Option(names = "--failed", description = "Only calls that were refused or failed.")
          boolean failed,
      @Range(least = 1, most = 1_000_000)
          @Option(
              names = "--limit",
              defaultValue = "50",
              description = "So many at most (default: ${DEFAULT-VALUE}).")
          int limit)
      throws Exception {
    ListAuditLogRequest request =
        ListAuditLogRequest.newBuilder()
            .setWho(who)
            .setMethod(method)
            .setObject(object)
            .setText(text)
            .setFailedOnly(failed)
            .setPageSize(100)
            .build();
    List<AuditLogEntry> entries =
        ListPages.read(
            token ->
                coordinator.ask(
                    s -> s.listAuditLog(request.toBuilder().setPageToken(token).build())),
            ListAuditLogResponse::getEntriesList,
            ListAuditLogResponse::getNextPageToken,
            limit);
    json.write(ListAuditLogResponse.newBuilder().addAllEntries(entries).build(), "entries");
    csv.write(AuditLogEntry.getDescriptor(), entries);
    PrintWriter out = spec.commandLine().getOut();
    entries.forEach(entry -> out.println(line(entry)));
    if (entries.isEmpty()) {
      out.println("No entry matches.");
    }
    out.flush();
    return 0;
  }

  private static String line(AuditLogEntry entry) {
    String caller =
        entry.getWho().isEmpty() ? "nobody" : (entry.getRole() + " " + entry.getWho()).strip();
    String result =
        entry.getOutcome().equals("OK") ? "" : "  " + entry.getOutcome() + ": " + entry.getText();
    String times = entry.getTimes() > 1 ? "  " + entry.getTimes() + " times" : "";
    return "%6d  %s  %-24s %-15s %-22s %s%s%s"
        .formatted(
            entry.getSequence(),
            Instant.ofEpochMilli(entry.getAtMs() / 1_000 * 1_000),
            caller,
            entry.getAddress(),
            entry.getMethod(),
            entry.getObject(),
            result,
            times)
        .stripTrailing();
  }

  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = {
        "Check the whole log: each entry holds the hash of the one before, and a signed head the last"
            + " one.",
        "Ends with 1 where an entry was changed or is missing. The printed hash, kept elsewhere, shows"
            + " later that nothing before it changed."
      })
  int verify(@Mixin CoordinatorOption coordinator, @Mixin JsonOption json) throws Exception {
    AuditLogVerdict verdict =
        coordinator.ask(s -> s.getAuditLogVerdict(GetAuditLogVerdictRequest.getDefaultInstance()));
    json.write(verdict);
    PrintWriter out = spec.commandLine().getOut();
    if (verdict.getLastSequence() == 0) {
      out.println("The log is empty.");
    } else {
      out.printf(
          "%d entries, %d to %d%nhash of the last: %s%n",
          verdict.getChecked(),
          verdict.getFirstSequence(),
          verdict.getLastSequence(),
          verdict.getSha256());
    }
    verdict.getFaultsList().forEach(fault -> out.println("fault: " + fault));
    out.println(verdict.getFaultsCount() == 0 ? "whole" : "NOT whole");
    out.flush();
    return verdict.getFaultsCount() == 0 ? 0 : 1;
  }
}
