package io.vedette.cli.review;

import io.vedette.cli.coordinator.CoordinatorClient;
import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.cli.escalation.FrameWords;
import io.vedette.cli.option.CsvOption;
import io.vedette.cli.option.JsonOption;
import io.vedette.proto.v1.EscalatedFrame;
import io.vedette.proto.v1.ListReviewQueueResponse;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vedette review next}: which frames people should look at. */
@Command(
    name = "next",
    mixinStandardHelpOptions = true,
    description = "The frames that people should look at next, one line each.")
final class ReviewNext implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private CoordinatorOption coordinator;
  @Mixin private QueueOptions options;
  @Mixin private JsonOption json;
  @Mixin private CsvOption csv;

  @Override
  public Integer call() throws Exception {
    ListReviewQueueResponse queue;
    try (CoordinatorClient client = coordinator.dial()) {
      queue = options.ask(client);
    }
    List<EscalatedFrame> frames = queue.getFramesList();
    json.write(queue);
    csv.write(EscalatedFrame.getDescriptor(), frames);
    PrintWriter out = spec.commandLine().getOut();
    out.println(FrameWords.HEADER);
    frames.forEach(frame -> out.println(FrameWords.line(frame)));
    out.println(QueueOptions.summary(queue, frames));
    out.flush();
    return 0;
  }
}
