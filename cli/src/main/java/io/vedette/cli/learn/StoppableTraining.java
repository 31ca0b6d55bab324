package io.vedette.cli.learn;

import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.graph.Graph;
import io.vedette.federated.train.EpochReport;
import io.vedette.federated.train.OrderlyEnd;
import io.vedette.federated.train.TrainingListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * The part of a command that trains. SIGTERM and Ctrl-C end it between two steps, and what it says
 * then is how far it came and how to go on.
 */
final class StoppableTraining implements TrainingListener {

  private final CommandLine command;
  private final Path output;
  private final OrderlyEnd end = OrderlyEnd.open(this::sayHowFar);
  private volatile int epochs;
  private volatile boolean done;

  private StoppableTraining(CommandLine command, Path output) {
    this.command = command;
    this.output = output;
  }

  /** What is done until it is told to stop. */
  @FunctionalInterface
  interface Work {
    void run(StoppableTraining training)
        throws DetectorException, IOException, InterruptedException;
  }

  /**
   * Does the work.
   *
   * @param output where its checkpoint is
   * @return the command's exit code; a process that is told to stop leaves with 143 (SIGTERM) or
   *     130 (Ctrl-C) instead
   */
  static int run(CommandLine command, Path output, Work work)
      throws DetectorException, IOException, InterruptedException {
    StoppableTraining training = new StoppableTraining(command, output);
    try (OrderlyEnd end = training.end) {
      work.run(training);
      training.done = true;
      return CommandLine.ExitCode.OK;
    } catch (CancellationException e) {
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  /**
   * Called between pictures.
   *
   * @throws CancellationException when the process has been told to stop
   */
  void check() {
    end.check();
  }

  @Override
  public void onStart(List<EpochReport> before, Dataset shown) {
    epochs = before.size();
  }

  @Override
  public void onEpoch(List<EpochReport> history, @Nullable Graph better) {
    epochs = history.size();
  }

  private void sayHowFar() {
    if (done) {
      return;
    }
    PrintWriter err = command.getErr();
    err.println(command.getCommandSpec().qualifiedName() + ": " + howFar(epochs, output));
    err.flush();
  }

  private static String howFar(int epochs, Path output) {
    return epochs == 0
        ? "stopped before the first epoch was done; nothing is lost but time"
        : "stopped after epoch "
            + epochs
            + "; "
            + output.resolve("training.onnx")
            + " is the best so far, and the same command with --resume goes on";
  }
}
