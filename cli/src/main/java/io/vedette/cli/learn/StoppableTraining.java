package io.vedette.cli.learn;

import io.vedette.cli.progress.ProgressLine;
import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.graph.Graph;
import io.vedette.detector.runtime.OrderlyEnd;
import io.vedette.federated.learn.TrainingObserver;
import io.vedette.federated.train.EpochReport;
import io.vedette.federated.train.TrainingProgress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * The part of a command that trains. SIGTERM and Ctrl-C end it between two steps; it then prints
 * how far it came and how to continue.
 */
final class StoppableTraining implements TrainingObserver {

  private final CommandLine command;
  private final Path output;
  private final OrderlyEnd end = OrderlyEnd.open(this::sayHowFar);
  private final TrainingLine line;
  private volatile int epochs;
  private volatile boolean done;

  private StoppableTraining(CommandLine command, Path output) {
    this.command = command;
    this.output = output;
    this.line = new TrainingLine(command.getErr());
  }

  /** The work, which is done until the process is stopped. */
  @FunctionalInterface
  interface Work {
    void run(StoppableTraining training)
        throws DetectorException, IOException, InterruptedException;
  }

  /**
   * Does the work.
   *
   * @param output where its checkpoint is
   * @return the command's exit code; a process that is stopped leaves with 143 (SIGTERM) or 130
   *     (Ctrl-C) instead
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

  @Override
  public void check() {
    end.check();
  }

  @Override
  public IntConsumer progress(String what, int total) {
    return new ProgressLine(command.getErr(), what, total)::at;
  }

  @Override
  public void message(String text) {
    command.getErr().println(text);
    command.getErr().flush();
  }

  @Override
  public void on(TrainingProgress progress) {
    line.on(progress);
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
