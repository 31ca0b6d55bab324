package io.vedette.federated.worker;

import java.util.Optional;

/**
 * A {@link Progress} as a line of the child's standard output: {@code @progress stage epoch epochs
 * loss steps stepsTotal epochSeconds checkpointed}. Other lines are the child's own words and mean
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
    String[] words = line.split(" ", -1);
    if (words.length != 9 || !words[0].equals(MARK)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Progress(
              words[1].replace('-', ' '),
              Integer.parseInt(words[2]),
              Integer.parseInt(words[3]),
              Double.parseDouble(words[4]),
              Long.parseLong(words[5]),
              Long.parseLong(words[6]),
              Double.parseDouble(words[7]),
              Integer.parseInt(words[8])));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
