package io.vedette.detector.dataset;

import io.vedette.detector.DetectorException;
import io.vedette.detector.image.header.PictureFormat;
import io.vedette.detector.text.TextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Pascal VOC: one XML file for each picture, in {@code Annotations}, {@code annotations/xmls},
 * {@code labels}, beside the pictures, or in any folder directly below. Folders in them that are
 * named like splits are splits; else {@code ImageSets/Main} lists them.
 *
 * @see <a href="http://host.robots.ox.ac.uk/pascal/VOC/voc2012/htmldoc/">VOC2012 development
 *     kit</a>
 */
final class VocForm implements DatasetForm {

  private static final String[] FOLDERS = {"Annotations", "labels", "xmls", "xml"};

  @Override
  public String name() {
    return "voc";
  }

  @Override
  public String describe() {
    return "Pascal VOC (one XML file for each picture)";
  }

  @Override
  public DatasetParts parts(Path path) throws DetectorException {
    DatasetParts parts = new DatasetParts();
    if (!Files.isDirectory(path)) {
      return parts;
    }
    addSplits(path, path, parts);
    for (Path folder : folders(path)) {
      if (!parts.isEmpty()) {
        break;
      }
      addSplits(path, folder, parts);
      List<Path> files = annotations(folder);
      if (parts.isEmpty() && !files.isEmpty()) {
        parts.add("", findings -> read("", path, files, findings));
        addListed(path, folder, files, parts);
      }
    }
    return parts;
  }

  /** Where annotations may lie, in the order in which one looks. */
  private static List<Path> folders(Path path) throws DetectorException {
    List<Path> folders = new ArrayList<>();
    for (String name : FOLDERS) {
      Optional<Path> folder = BoundedReader.folder(path, name);
      if (folder.isPresent()) {
        folders.add(folder.get());
        BoundedReader.folder(folder.get(), "xmls", "xml").ifPresent(folders::add);
      }
    }
    folders.add(path);
    folders.addAll(BoundedReader.folders(path));
    return folders;
  }

  private static void addSplits(Path root, Path folder, DatasetParts parts)
      throws DetectorException {
    for (String split : SplitName.all()) {
      Optional<Path> below = BoundedReader.folder(folder, split);
      List<Path> files = below.isEmpty() ? List.of() : annotationsIn(below.get());
      if (!files.isEmpty()) {
        parts.add(split, findings -> read(split, root, files, findings));
      }
    }
  }

  /** Those directly in a split's folder, or in its own folder of annotations. */
  private static List<Path> annotationsIn(Path split) throws DetectorException {
    List<Path> files = annotations(split);
    for (String name : FOLDERS) {
      Optional<Path> folder = BoundedReader.folder(split, name);
      if (files.isEmpty() && folder.isPresent()) {
        files = annotations(folder.get());
      }
    }
    return files;
  }

  private static List<Path> annotations(Path folder) throws DetectorException {
    List<Path> files = BoundedReader.files(folder, ".xml");
    return files.isEmpty() || !XmlFile.root(files.get(0)).equals("annotation") ? List.of() : files;
  }

  /** Splits that lists name, in {@code ImageSets/Main} or beside the annotations. */
  private static void addListed(Path root, Path folder, List<Path> files, DatasetParts parts)
      throws DetectorException {
    List<Path> places = new ArrayList<>();
    Path sets = BoundedReader.folder(root, "ImageSets").orElse(root);
    BoundedReader.folder(sets, "Main").ifPresent(places::add);
    places.addAll(List.of(sets, folder, BoundedReader.parent(folder)));
    for (Path place : places) {
      for (Path list : BoundedReader.files(place, ".txt")) {
        String split = BoundedReader.name(list).replaceFirst("\\.\\w+$", "");
        if (SplitName.all().contains(split) && !parts.splits().contains(split)) {
          parts.add(split, findings -> read(split, root, listed(list, files), findings));
        }
      }
    }
  }

  /** Lines are picture names, with more behind them or not; a # begins a comment. */
  private static List<Path> listed(Path list, List<Path> files) throws DetectorException {
    Set<String> names = new HashSet<>();
    for (TextFile.Line line : TextFile.read(list, BoundedReader.MAX_LIST_BYTES).lines()) {
      if (!line.text().startsWith("#")) {
        List<String> meanings = ForeignPath.meanings(line.words()[0]);
        names.add(stem(meanings.get(meanings.size() - 1)));
      }
    }
    List<Path> listed =
        files.stream().filter(file -> names.contains(stem(BoundedReader.name(file)))).toList();
    if (listed.isEmpty() && !names.isEmpty()) {
      throw new DetectorException(
          list + ": none of the " + names.size() + " names in it has an annotation");
    }
    return listed;
  }

  private static String stem(String name) {
    boolean known =
        PictureFormat.ofName(name).isPresent() || name.toLowerCase(Locale.ROOT).endsWith(".xml");
    return known ? name.substring(0, name.lastIndexOf('.')) : name;
  }

  private static Dataset read(String split, Path root, List<Path> files, Findings findings)
      throws DetectorException {
    NamedDataset named = new NamedDataset(findings);
    List<String> names = split.isEmpty() ? List.of() : SplitName.same(split);
    PicturePlaces places =
        files.isEmpty()
            ? PicturePlaces.of(root, root, names)
            : PicturePlaces.of(root, BoundedReader.parent(files.get(0)), names);
    for (Path file : files) {
      NamedDataset.NamedPicture picture = named.picture(file.toString());
      picture.attempt(() -> VocFile.read(file, picture, places));
    }
    return named.dataset(BoundedReader.name(root) + " " + split);
  }
}
