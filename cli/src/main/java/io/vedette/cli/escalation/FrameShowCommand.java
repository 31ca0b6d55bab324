package io.vedette.cli.escalation;

import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.option.JsonOption;
import io.vedette.proto.v1.EscalatedFrame;
import io.vedette.proto.v1.GetEscalationRequest;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette escalation show}: one escalated frame. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Everything that is known of an escalated frame.")
final class FrameShowCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private CoordinatorOption coordinator;
  @Mixin private JsonOption json;

  @Parameters(paramLabel = "FRAME", description = "The frame's id, as 'escalation list' shows it.")
  private String id;

  @Override
  public Integer call() throws Exception {
    EscalatedFrame frame =
        coordinator.ask(
            s -> s.getEscalation(GetEscalationRequest.newBuilder().setEscalationId(id).build()));
    json.write(frame);
    PrintWriter out = spec.commandLine().getOut();
    FrameWords.lines(frame).forEach(out::println);
    out.flush();
    return 0;
  }
}
