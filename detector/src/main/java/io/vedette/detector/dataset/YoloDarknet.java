package io.vedette.detector.dataset;

import io.vedette.detector.DetectorException;
import io.vedette.detector.text.TextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Darknet's description of a dataset: {@code obj.data}, or another {@code .data} file, with lines
 * {@code names = obj.names}, {@code train = train.txt} and {@code valid = valid.txt}.
 */
final class YoloDarknet {

  private static final long MAX_BYTES = 1 << 16;

  private YoloDarknet() {}

  static DatasetParts parts(Path path) throws DetectorException {
    List<Path> files =
        Files.isDirectory(path)
            ? BoundedReader.files(path, ".data")
            : BoundedReader.name(path).endsWith(".data") ? List.of(path) : List.of();
    DatasetParts parts = new DatasetParts();
    for (Path file : files) {
      Map<String, String> settings = settings(file);
      String names = settings.get("names");
      if (names != null && parts.isEmpty()) {
        add(file, names, settings, parts);
      }
    }
    return parts;
  }

  private static Map<String, String> settings(Path file) throws DetectorException {
    Map<String, String> settings = new HashMap<>();
    for (TextFile.Line line : TextFile.read(file, MAX_BYTES).lines()) {
      String[] pair = line.text().split("=", 2);
      if (pair.length == 2) {
        settings.put(pair[0].strip().toLowerCase(Locale.ROOT), pair[1].strip());
      }
    }
    return settings;
  }

  private static void add(
      Path file, String namesFile, Map<String, String> settings, DatasetParts parts)
      throws DetectorException {
    Path here = BoundedReader.parent(file);
    YoloNames names = YoloNames.ofList(Path.of(here(here, namesFile)));
    YoloReader reader = new YoloReader(here, names, YoloColumns.UNTOLD);
    YoloPictures pictures = new YoloPictures(file, here);
    for (String split : SplitName.all()) {
      String written = settings.get(split);
      if (written != null) {
        List<String> sources = List.of(here(here, written));
        parts.add(split, findings -> reader.read(split, pictures.of(sources, findings), findings));
      }
    }
  }

  /** Darknet's paths begin where it is run: data/train.txt lies beside data/obj.data. */
  private static String here(Path here, String written) {
    return ForeignPath.in(here, written).orElse(here.resolve(written)).toString();
  }
}
