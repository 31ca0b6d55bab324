package io.vedette.cli.escalation;

import com.google.protobuf.ProtocolMessageEnum;
import io.vedette.cli.check.Range;
import io.vedette.cli.config.DurationConverter;
import io.vedette.cli.coordinator.CoordinatorClient;
import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.option.CsvOption;
import io.vedette.cli.option.JsonOption;
import io.vedette.proto.v1.Disagreement;
import io.vedette.proto.v1.EscalatedFrame;
import io.vedette.proto.v1.EscalationState;
import io.vedette.proto.v1.ListEscalationsRequest;
import io.vedette.proto.v1.ListEscalationsResponse;
import io.vedette.wire.EnumLabels;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vedette escalation list}: escalated frames, and how student and teacher differ. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Escalated frames of a coordinator, newest first, one line each.")
final class FrameListCommand implements Callable<Integer> {

  private static final int PAGE = 100;
  private static final EnumLabels<EscalationState> STATES = EnumLabels.of(EscalationState.class);
  private static final EnumLabels<Disagreement> DIFFERENCES = EnumLabels.of(Disagreement.class);

  @Spec private CommandSpec spec;
  @Mixin private CoordinatorOption coordinator;
  @Mixin private JsonOption json;
  @Mixin private CsvOption csv;

  @Option(names = "--deployment", description = "Only frames of this deployment.")
  private String deployment = "";

  @Option(names = "--device", description = "Only frames of this device.")
  private String device = "";

  @Option(names = "--camera", description = "Only frames of cameras of this name.")
  private String camera = "";

  @Option(names = "--reason", description = "Only frames that were escalated for this reason.")
  private String reason = "";

  @Option(names = "--label", description = "Only frames on which student or teacher saw this.")
  private String label = "";

  @Option(
      names = "--difference",
      paramLabel = "KIND",
      description =
          "Only frames with an object that the student missed, falsely saw or labelled otherwise:"
              + " missed, false, relabelled; confirmed: nothing differs. May be given several"
              + " times.")
  private List<String> differences = new ArrayList<>();

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description =
          "Only waiting, answered, held-out or quarantined frames; may be given several times.")
  private List<String> states = new ArrayList<>();

  @Option(
      names = "--answered-by",
      paramLabel = "VERSION",
      description = "Only frames that this version answered: student:7, or a model's SHA-256.")
  private String answeredBy = "";

  @Option(names = "--audits", description = "Only frames that were chosen at random.")
  private boolean audits;

  @Option(
      names = "--within",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "Only frames that were accepted within this time: 90s, 30m, 24h, 7d.")
  private @Nullable Duration within;

  @Range(least = 1)
  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "At most so many frames (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Override
  public Integer call() throws Exception {
    ListEscalationsRequest.Builder request = request();
    List<EscalatedFrame> frames = new ArrayList<>();
    long lookedAt = 0;
    ListEscalationsResponse page;
    try (CoordinatorClient client = coordinator.dial()) {
      do {
        page = client.ask(s -> s.listEscalations(request.build()));
        frames.addAll(page.getFramesList());
        lookedAt += page.getLookedAt();
        request.setPageToken(page.getNextPageToken());
      } while (!page.getNextPageToken().isEmpty() && frames.size() < limit);
    }
    boolean more = frames.size() > limit || !page.getNextPageToken().isEmpty();
    List<EscalatedFrame> shown = frames.subList(0, Math.min(limit, frames.size()));
    json.write(
        ListEscalationsResponse.newBuilder().addAllFrames(shown).setKept(page.getKept()).build(),
        "frames",
        "kept");
    csv.write(EscalatedFrame.getDescriptor(), shown);
    PrintWriter out = spec.commandLine().getOut();
    out.println(FrameWords.HEADER);
    shown.forEach(frame -> out.println(FrameWords.line(frame)));
    out.printf(
        "%d shown, %d looked at, %d kept%s%n",
        shown.size(),
        lookedAt,
        page.getKept(),
        more ? "; there are more: give --limit or a filter" : "");
    out.flush();
    return 0;
  }

  private ListEscalationsRequest.Builder request() {
    ListEscalationsRequest.Builder request =
        ListEscalationsRequest.newBuilder()
            .setPageSize(Math.min(limit, PAGE))
            .setDeployment(deployment)
            .setAgentId(device)
            .setCameraId(camera)
            .setReason(reason)
            .setLabel(label);
    for (String state : states) {
      request.addStates(known(STATES, "--state", state, EscalationState.values()));
    }
    for (String difference : differences) {
      request.addDisagreements(
          known(DIFFERENCES, "--difference", difference, Disagreement.values()));
    }
    if (answeredBy.matches("[0-9a-f]{64}")) {
      request.setModelSha256(answeredBy);
    } else {
      request.setVersion(answeredBy);
    }
    if (audits) {
      request.setAudit(true);
    }
    if (within != null) {
      request.setFromMs(Math.max(1, System.currentTimeMillis() - within.toMillis()));
    }
    return request;
  }

  private <E extends Enum<E> & ProtocolMessageEnum> E known(
      EnumLabels<E> labels, String option, String word, E[] all) {
    E value = labels.value(word);
    if (labels.label(value).isEmpty()) {
      List<String> words = new ArrayList<>();
      for (E one : all) {
        words.add(labels.label(one));
      }
      words.removeIf(String::isEmpty);
      throw new ParameterException(
          spec.commandLine(), option + ": '" + word + "' is none of " + String.join(", ", words));
    }
    return value;
  }
}
