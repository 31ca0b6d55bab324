package io.vedette.cli.review;

import io.vedette.cli.coordinator.CoordinatorClient;
import io.vedette.cli.coordinator.CoordinatorOption;
import io.vedette.proto.v1.SubmitReviewRequest;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette review accept}: the verdict on a frame is right. */
@Command(
    name = "accept",
    mixinStandardHelpOptions = true,
    description = "Say that the teacher's verdict on frames is right as it is.")
final class ReviewAccept implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private CoordinatorOption coordinator;
  @Mixin private Reviewer reviewer;

  @Parameters(
      paramLabel = "FRAME",
      arity = "1..*",
      description = "Ids of frames, as 'review next' shows them.")
  private List<String> frames = List.of();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    try (CoordinatorClient client = coordinator.dial()) {
      for (String frame : frames) {
        client.ask(
            service ->
                service.submitReview(
                    SubmitReviewRequest.newBuilder()
                        .setEscalationId(frame)
                        .setAcceptVerdict(true)
                        .setReviewer(reviewer.name())
                        .build()));
        out.println(frame + ": the verdict is right");
        out.flush();
      }
    }
    return 0;
  }
}
