package io.vedette.cli.compress;

import io.vedette.cli.process.OwnCommand;
import java.io.PrintWriter;

/**
 * What compressing has around it.
 *
 * @param vedette starts trainings
 * @param err where it is told how far the work is
 */
public record Surroundings(OwnCommand vedette, Progress progress, PrintWriter err) {

  void say(String line) {
    err.println(line);
    err.flush();
  }

  Bench bench(Assignment assignment) {
    Schooling schooling =
        new Schooling(
            vedette,
            assignment.lessons(),
            assignment.output().resolve("steps").resolve("memory"),
            line -> say("  " + line));
    return new Bench(
        assignment.graph(), assignment.calibration(), assignment.lessons(), schooling, progress);
  }
}
