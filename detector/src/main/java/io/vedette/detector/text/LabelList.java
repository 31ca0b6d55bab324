package io.vedette.detector.text;

import io.vedette.detector.DetectorException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Class names in a text file, one a line, with their numbers in front or without: {@code car},
 * {@code 0 car}, {@code 1: car}.
 */
public final class LabelList {

  private static final long MAX_BYTES = 1 << 20;

  private static final Pattern NUMBERED = Pattern.compile("(\\d{1,6})\\s*[\\s:;,=]\\s*(\\S.*)");

  private LabelList() {}

  /** A name, and where it is. */
  public record Label(String name, int line) {}

  /** A line that begins with a number. */
  private record Numbered(int number, Label label) {}

  /**
   * The names, in the order of their class ids; blank lines do not count.
   *
   * @throws DetectorException when the file cannot be read, holds no name, or leaves out a number
   */
  public static List<String> read(Path file) throws DetectorException {
    return labels(file).stream().map(Label::name).toList();
  }

  /** The same, with the lines on which they are. */
  public static List<Label> labels(Path file) throws DetectorException {
    List<Label> labels = new ArrayList<>();
    for (TextFile.Line line : TextFile.read(file, MAX_BYTES).lines()) {
      labels.add(new Label(line.text(), line.number()));
    }
    if (labels.isEmpty()) {
      throw new DetectorException(file + ": holds no labels; write one name a line");
    }
    List<Numbered> numbered = numbered(labels);
    if (numbered.isEmpty()) {
      return labels;
    }
    for (int i = 1; i < numbered.size(); i++) {
      int before = numbered.get(i - 1).number;
      if (numbered.get(i).number != before + 1) {
        throw new DetectorException(
            file
                + ":"
                + numbered.get(i).label.line
                + ": the numbers of the labels skip "
                + (before + 1)
                + "; write a line for every class, or only names");
      }
    }
    return numbered.stream().map(Numbered::label).toList();
  }

  /**
   * The lines without their numbers, or none where the numbers belong to the names: they are
   * numbers of classes only if every line has one, they rise from 0 or 1, and the names behind them
   * differ.
   */
  private static List<Numbered> numbered(List<Label> labels) {
    List<Numbered> numbered = new ArrayList<>();
    HashSet<String> names = new HashSet<>();
    int before = -1;
    for (Label label : labels) {
      Matcher line = NUMBERED.matcher(label.name);
      if (!line.matches() || !names.add(line.group(2))) {
        return List.of();
      }
      int number = Integer.parseInt(line.group(1));
      if (number <= before || (before < 0 && number > 1)) {
        return List.of();
      }
      before = number;
      numbered.add(new Numbered(number, new Label(line.group(2), label.line)));
    }
    return numbered;
  }
}
