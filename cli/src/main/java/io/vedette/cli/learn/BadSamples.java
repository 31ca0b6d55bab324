package io.vedette.cli.learn;

import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.dataset.DatasetSource;
import io.vedette.detector.dataset.Inspection;
import io.vedette.detector.dataset.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What becomes of samples that cannot be trained on; a mixin of the commands that train. */
final class BadSamples {

  /** How many problems are listed on the terminal. */
  private static final int LISTED = 20;

  private static final String LEFT_OUT = "left-out.txt";

  enum Policy {
    FAIL,
    SKIP
  }

  @Option(
      names = "--on-bad-sample",
      defaultValue = "fail",
      paramLabel = "POLICY",
      description =
          "What to do about missing or unreadable pictures, boxes outside their picture, unknown"
              + " classes and the like: fail lists them and does not train; skip decodes every"
              + " picture once, trains without them, and lists them in left-out.txt too (default:"
              + " ${DEFAULT-VALUE}).")
  private Policy policy = Policy.FAIL;

  private final List<String> leftOut = new ArrayList<>();

  /**
   * Opens a dataset of which every sample can be trained on.
   *
   * @param err where what is wrong is listed
   * @param labelled whether its labels are needed
   * @throws DetectorException when something is wrong and must not be, nothing is left, or labels
   *     are needed and there are none
   */
  Dataset open(DatasetSource source, @Nullable String split, boolean labelled, PrintWriter err)
      throws DetectorException {
    Path path = source.path();
    Inspection found = source.inspect(split);
    if (policy == Policy.SKIP) {
      found = found.decoded();
    }
    list(found, err);
    if (found.count() > 0 && policy == Policy.FAIL) {
      throw new DetectorException(
          path
              + ": "
              + found.count()
              + " problems ("
              + found.summary()
              + "); mend what is listed above, or leave it out with --on-bad-sample skip");
    }
    found.problems().forEach(problem -> leftOut.add(problem.text()));
    report(path, found, err);
    if (found.dataset().samples().isEmpty()) {
      throw new DetectorException(path + ": no picture is left to train on; see above");
    }
    return labelled ? found.labelled(path) : found.dataset();
  }

  /** Leaves beside the model what it has not seen, one problem a line, if there is any. */
  void describe(Path folder) throws DetectorException {
    try {
      Files.createDirectories(folder);
      Files.deleteIfExists(folder.resolve(LEFT_OUT));
      if (!leftOut.isEmpty()) {
        Files.write(folder.resolve(LEFT_OUT), leftOut);
      }
    } catch (IOException e) {
      throw new DetectorException(folder.resolve(LEFT_OUT) + ": cannot be written: " + e, e);
    }
  }

  private static void list(Inspection found, PrintWriter err) {
    found.problems().stream().limit(LISTED).map(Problem::text).forEach(err::println);
    if (found.count() > LISTED) {
      err.println("… and " + (found.count() - LISTED) + " more");
    }
    err.flush();
  }

  private static void report(Path path, Inspection found, PrintWriter err) {
    if (found.count() > 0) {
      err.println(
          path
              + ": left out "
              + found.picturesLeftOut()
              + " of "
              + found.pictures()
              + " pictures, and "
              + found.boxesLeftOut()
              + " boxes of others ("
              + found.summary()
              + ")");
    }
    if (found.background() > 0) {
      err.println(path + ": " + found.background() + " pictures have no objects: background");
    }
    err.flush();
  }
}
