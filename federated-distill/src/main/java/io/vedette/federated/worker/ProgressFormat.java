package io.vedette.federated.worker;

import java.util.Optional;

/**
 * A {@link Progress} as a line of the child's standard output: {@code @progress stage epoch epochs
 * loss steps stepsTotal epochSeconds checkpointed}. Other lines are the child's own output and mean
 * nothing to the parent.
 */
final class ProgressFormat {

  private static final String MARK = "@progress";

  private ProgressFormat() {}

  static String format(Progress progress) {
    return String.join(
        " ",
        MARK,
        progress.stage().replace(' ', '-'),
        Integer.toString(progress.epoch()),
        Integer.toString(progress.epochs()),
        Double.toString(progress.loss()),
        Long.toString(progress.steps()),
        Long.toString(progress.stepsTotal()),
        Double.toString(progress.epochSeconds()),
        Integer.toString(progress.checkpointed()));
  }

  static Optional<Progress> parse(String line) {
    String[] fields = line.split(" ", -1);
    if (fields.length != 9 || !fields[0].equals(MARK)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Progress(
              fields[1].replace('-', ' '),
              Integer.parseInt(fields[2]),
              Integer.parseInt(fields[3]),
              Double.parseDouble(fields[4]),
              Long.parseLong(fields[5]),
              Long.parseLong(fields[6]),
              Double.parseDouble(fields[7]),
              Integer.parseInt(fields[8])));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
