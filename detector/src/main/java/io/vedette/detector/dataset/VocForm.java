package io.vedette.detector.dataset;

import io.vedette.detector.DetectorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Pascal VOC: one XML file for each picture, in {@code Annotations}, beside the pictures, or in any
 * folder directly below; {@code ImageSets/Main} lists the splits, or folders are named like them.
 *
 * @see <a href="http://host.robots.ox.ac.uk/pascal/VOC/voc2012/htmldoc/">VOC2012 development
 *     kit</a>
 */
final class VocForm implements DatasetForm {

  @Override
  public String describe() {
    return "Pascal VOC (one XML file for each picture)";
  }

  @Override
  public Map<String, Part> parts(Path path) throws DetectorException {
    Map<String, Part> parts = new LinkedHashMap<>();
    for (String split : List.of("train", "valid", "val", "test")) {
      List<Path> files = annotations(path.resolve(split));
      if (!files.isEmpty()) {
        parts.put(split, findings -> read(split, path, files, findings));
      }
    }
    List<Path> files = anywhere(path);
    if (parts.isEmpty() && !files.isEmpty()) {
      parts.put("", findings -> read("", path, files, findings));
      for (String split : List.of("train", "val", "trainval", "test")) {
        Path list = path.resolve("ImageSets/Main").resolve(split + ".txt");
        if (Files.isRegularFile(list)) {
          parts.put(split, findings -> read(split, path, listed(list, files), findings));
        }
      }
    }
    return parts;
  }

  private static List<Path> anywhere(Path path) throws DetectorException {
    for (String folder : List.of("Annotations", "annotations", "")) {
      List<Path> files = annotations(path.resolve(folder));
      if (!files.isEmpty()) {
        return files;
      }
    }
    for (Path folder : Bounded.folders(path)) {
      List<Path> files = annotations(folder);
      if (!files.isEmpty()) {
        return files;
      }
    }
    return List.of();
  }

  private static List<Path> annotations(Path folder) throws DetectorException {
    List<Path> files = Bounded.files(folder, ".xml");
    return files.isEmpty() || !VocFile.isVoc(files.get(0)) ? List.of() : files;
  }

  /** Lines are picture names without ending, with or without a number behind. */
  private static List<Path> listed(Path list, List<Path> files) throws DetectorException {
    Set<String> names = new HashSet<>();
    for (String line : Bounded.lines(list, Bounded.MAX_BYTES)) {
      names.add(line.trim().split("\\s+")[0] + ".xml");
    }
    return files.stream().filter(file -> names.contains(Bounded.name(file))).toList();
  }

  /** A picture and its file, while the labels of all files are not yet known. */
  private record Annotated(Draft draft, VocFile voc) {}

  private static Dataset read(String split, Path root, List<Path> files, Findings findings)
      throws DetectorException {
    List<Annotated> all = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    for (Path file : files) {
      Draft draft = new Draft(findings, file.toString());
      draft.attempt(
          () -> {
            VocFile voc = VocFile.read(file, draft);
            all.add(new Annotated(draft, voc));
            voc.objects().forEach(object -> names.add(object.name()));
          });
    }
    List<String> labels = List.copyOf(names);
    List<Sample> samples = new ArrayList<>();
    for (Annotated annotated : all) {
      fill(annotated.draft, annotated.voc, root, labels);
      annotated.draft.sample().ifPresent(samples::add);
    }
    return new Dataset((Bounded.name(root) + " " + split).trim(), labels, samples);
  }

  private static void fill(Draft draft, VocFile voc, Path root, List<String> labels)
      throws DetectorException {
    String id = Bounded.name(voc.file()).replaceAll("\\.xml$", "");
    draft.attempt(() -> draft.picture(id, picture(voc, root), voc.width(), voc.height()));
    for (VocFile.Labelled object : voc.objects()) {
      Truth truth =
          new Truth(
              object.box(), labels.indexOf(object.name()), object.difficult(), object.box().area());
      draft.truth(truth, voc.file() + ":" + object.line());
    }
  }

  private static Path picture(VocFile voc, Path root) throws DetectorException {
    Path here = Bounded.parent(voc.file());
    String stem = Bounded.name(voc.file()).replaceAll("\\.xml$", "");
    Path above = Bounded.parent(here);
    for (Path folder :
        List.of(
            here,
            root.resolve("JPEGImages"),
            root.resolve("images"),
            root,
            above.resolve("JPEGImages"),
            above.resolve("images"))) {
      for (String name : List.of(voc.picture(), stem + ".jpg", stem + ".png", stem + ".jpeg")) {
        Path file = folder.resolve(name);
        if (!name.isEmpty() && Files.isRegularFile(file)) {
          return file;
        }
      }
    }
    throw new BadEntryException(
        Problem.Kind.MISSING_PICTURE, voc.file() + ": its picture is not found: " + voc.picture());
  }
}
