package io.vedette.federated.worker;

import java.util.Optional;

/**
 * A {@link Progress} as a line of the child's standard output: {@code @progress stage epoch epochs
 * loss}. Other lines are the child's own words and mean nothing to the parent.
 */
final class ProgressLine {

  private static final String MARK = "@progress";

  private ProgressLine() {}

  static String format(Progress progress) {
    return String.join(
        " ",
        MARK,
        progress.stage().replace(' ', '-'),
        Integer.toString(progress.epoch()),
        Integer.toString(progress.epochs()),
        Double.toString(progress.loss()));
  }

  static Optional<Progress> parse(String line) {
    String[] words = line.split(" ", -1);
    if (words.length != 5 || !words[0].equals(MARK)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Progress(
              words[1],
              Integer.parseInt(words[2]),
              Integer.parseInt(words[3]),
              Double.parseDouble(words[4])));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
