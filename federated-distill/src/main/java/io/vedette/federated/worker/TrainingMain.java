package io.vedette.federated.worker;

import io.vedette.detector.DetectorException;
import io.vedette.detector.runtime.OrderlyEnd;
import io.vedette.federated.train.RunFolderException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * The training process: {@code TrainingMain JOB_FOLDER} reads {@code job.json}, does the job, and
 * leaves {@code result.json} last. It stops on SIGTERM or Ctrl-C, and when its standard input ends,
 * because then nobody waits for the result any more; the job's checkpoint stays.
 */
public final class TrainingMain {

  /** The job itself is at fault: another try will not help. */
  static final int EXIT_BAD_JOB = 2;

  private static final int EXIT_FAILED = 1;
  private static final int EXIT_ORPHANED = 3;

  private TrainingMain() {}

  public static void main(String[] arguments) {
    if (arguments.length != 1) {
      System.err.println("usage: TrainingMain JOB_FOLDER");
      System.exit(EXIT_BAD_JOB);
    }
    int code;
    try (OrderlyEnd end = OrderlyEnd.open(() -> System.err.println("stopped by a signal"))) {
      stopWithParent(System.in, end);
      code = run(Path.of(arguments[0]), System.out, System.err, end);
    }
    System.exit(code);
  }

  private static int run(Path folder, PrintStream out, PrintStream err, OrderlyEnd end) {
    Consumer<Progress> progress =
        p -> {
          end.check();
          out.println(ProgressFormat.format(p));
        };
    try {
      Job job = JobFiles.readJob(folder);
      JobFiles.writeResult(folder, execute(job, progress));
      return 0;
    } catch (RunFolderException e) {
      err.println(e.getMessage());
      return EXIT_FAILED;
    } catch (DetectorException e) {
      err.println(e.getMessage());
      return EXIT_BAD_JOB;
    } catch (CancellationException e) {
      return EXIT_FAILED; // the end says it
    } catch (InterruptedException e) {
      err.println("interrupted");
      return EXIT_FAILED;
    } catch (IOException | RuntimeException e) {
      e.printStackTrace(err);
      err.println(e.getMessage() == null ? e.toString() : e.getMessage());
      return EXIT_FAILED;
    }
  }

  private static Result execute(Job job, Consumer<Progress> progress)
      throws DetectorException, IOException, InterruptedException {
    if (job instanceof LocalUpdateJob update) {
      return LocalUpdateTask.run(update, progress);
    } else if (job instanceof DistillationJob distillation) {
      return DistillationTask.run(distillation, progress);
    } else if (job instanceof StudentTrainingJob training) {
      return StudentTrainingTask.run(training, progress);
    }
    throw new IllegalStateException("no execution for " + job.getClass());
  }

  private static void stopWithParent(InputStream in, OrderlyEnd end) {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (in.read() >= 0) {
                  // the parent says nothing; only the end counts
                }
              } catch (IOException e) {
                // a broken pipe is an end too
              }
              end.leave(EXIT_ORPHANED);
            },
            "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }
}
