package io.vedette.detector.dataset;

import io.vedette.detector.DetectorException;
import io.vedette.detector.image.header.PictureFormat;
import io.vedette.detector.text.TextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * DeepPCB: {@code trainval.txt} and {@code test.txt} list pairs {@code image label}; the picture
 * itself has the suffix {@code _test.jpg}; label lines are {@code x1 y1 x2 y2 type}, type 1 to 6.
 *
 * @see <a href="https://github.com/tangsanli5201/DeepPCB">DeepPCB</a>
 */
final class DeepPcbForm implements DatasetForm {
  /** Type numbers 1 to 6. */
  private static final List<String> LABELS =
      List.of("open", "short", "mousebite", "spur", "copper", "pin-hole");

  @Override
  public String name() {
    return "deeppcb";
  }

  @Override
  public String describe() {
    return "DeepPCB (trainval.txt and test.txt with lines 'image label')";
  }

  @Override
  public DatasetParts parts(Path path) throws DetectorException {
    DatasetParts parts = new DatasetParts();
    for (Path root : List.of(path, path.resolve("PCBData"))) {
      for (String split : List.of("trainval", "test")) {
        Path list = root.resolve(split + ".txt");
        if (Files.isRegularFile(list) && listsPairs(list) && !parts.splits().contains(split)) {
          parts.add(split, findings -> read(split, root, list, findings));
        }
      }
    }
    return parts;
  }

  private static boolean listsPairs(Path list) throws DetectorException {
    List<TextFile.Line> lines = TextFile.read(list, BoundedReader.MAX_LIST_BYTES).lines();
    if (lines.isEmpty()) {
      return false;
    }
    String[] words = lines.get(0).words();
    return words.length == 2
        && PictureFormat.ofName(words[0]).isPresent()
        && words[1].endsWith(".txt");
  }

  private static Dataset read(String split, Path root, Path list, Findings findings)
      throws DetectorException {
    List<Sample> samples = new ArrayList<>();
    for (TextFile.Line line : TextFile.read(list, BoundedReader.MAX_LIST_BYTES).lines()) {
      SampleDraft draft = new SampleDraft(findings, list + ":" + line.number());
      draft.attempt(() -> entry(line.words(), root, list, line.number(), draft));
      draft.sample().ifPresent(samples::add);
    }
    return new Dataset("DeepPCB " + split, LABELS, samples);
  }

  private static void entry(String[] names, Path root, Path list, int line, SampleDraft draft)
      throws DetectorException {
    if (names.length != 2) {
      throw BoundedReader.bad(list, line, "expected 'image label'");
    }
    String id = names[0].replaceAll("\\.\\w+$", "");
    draft.attempt(() -> draft.picture(id, picture(root, names[0], list, line)));
    truths(root.resolve(names[1]), draft);
  }

  private static Path picture(Path root, String name, Path list, int line)
      throws DetectorException {
    int dot = name.lastIndexOf('.');
    int end = dot < 0 ? name.length() : dot;
    Path tested = root.resolve(name.substring(0, end) + "_test" + name.substring(end));
    Path plain = root.resolve(name);
    if (!Files.isRegularFile(tested) && !Files.isRegularFile(plain)) {
      throw BoundedReader.bad(
          Problem.Kind.MISSING_PICTURE, list, line, "there is no picture " + tested);
    }
    return Files.isRegularFile(tested) ? tested : plain;
  }

  private static void truths(Path file, SampleDraft draft) throws DetectorException {
    for (TextFile.Line line : TextFile.read(file, BoundedReader.MAX_PICTURE_BYTES).lines()) {
      String[] words = line.text().split("[\\s,]+");
      draft.attempt(
          () -> draft.truth(truth(words, file, line.number()), file + ":" + line.number()));
    }
  }

  private static Truth truth(String[] words, Path file, int line) throws DetectorException {
    if (words.length != 5) {
      throw BoundedReader.bad(file, line, "expected 'x1 y1 x2 y2 type'");
    }
    float[] values = new float[5];
    for (int i = 0; i < 5; i++) {
      values[i] = BoundedReader.number(words[i], file, line);
    }
    int type = (int) values[4];
    if (type != values[4] || type < 1 || type > LABELS.size()) {
      throw BoundedReader.bad(
          Problem.Kind.UNKNOWN_CLASS,
          file,
          line,
          "type " + words[4] + " is outside 1 to " + LABELS.size());
    }
    return Truth.of(
        BoundedReader.box(values[0], values[1], values[2], values[3], file, line), type - 1);
  }
}
