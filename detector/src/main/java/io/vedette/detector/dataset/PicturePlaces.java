package io.vedette.detector.dataset;

import io.vedette.detector.DetectorException;
import io.vedette.detector.image.header.PictureFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The folders in which the pictures of an annotation file may lie, as exports are known to do. */
final class PicturePlaces {

  private static final String[] FOLDERS = {"images", "JPEGImages", "imgs", "img", "data"};

  /** What a picture's name may lack. */
  private static final List<String> ENDINGS =
      List.of(".jpg", ".jpeg", ".png", ".bmp", ".webp", ".tif", ".tiff");

  private final List<Path> folders;

  private PicturePlaces(Set<Path> folders) {
    this.folders = List.copyOf(folders);
  }

  /**
   * Those of one split.
   *
   * @param root of the dataset; pictures may lie there, and one folder above
   * @param here the folder of the annotations, below the root or the root itself
   * @param names what a folder of the split's pictures may be called
   */
  static PicturePlaces of(Path root, Path here, List<String> names) throws DetectorException {
    List<Path> bases = new ArrayList<>();
    Path last = BoundedReader.parent(root.toAbsolutePath().normalize());
    Path base = here.toAbsolutePath().normalize();
    while (base != null && base.startsWith(last)) {
      bases.add(base);
      base = base.getParent();
    }
    Set<Path> places = new LinkedHashSet<>();
    places.add(here.toAbsolutePath().normalize());
    for (Path each : bases) {
      addSplit(each, names, places);
    }
    for (Path each : bases) {
      for (String folder : FOLDERS) {
        BoundedReader.folder(each, folder).ifPresent(places::add);
      }
      places.add(each);
    }
    return new PicturePlaces(places);
  }

  private static void addSplit(Path base, List<String> names, Set<Path> places)
      throws DetectorException {
    for (String name : names) {
      for (String folder : FOLDERS) {
        Optional<Path> pictures = BoundedReader.folder(base, folder);
        if (pictures.isPresent()) {
          BoundedReader.folder(pictures.get(), name).ifPresent(places::add);
        }
      }
      Optional<Path> split = BoundedReader.folder(base, name);
      if (split.isPresent()) {
        for (String folder : FOLDERS) {
          BoundedReader.folder(split.get(), folder).ifPresent(places::add);
        }
        places.add(split.get());
      }
    }
  }

  /**
   * The picture of a name that was written on any machine, with an ending or without; empty if it
   * is nowhere.
   */
  Optional<Path> find(String name) {
    if (name.isBlank()) {
      return Optional.empty();
    }
    for (String meaning : ForeignPath.meanings(name)) {
      for (Path folder : folders) {
        Path file = folder.resolve(meaning);
        if (Files.isRegularFile(file)) {
          return Optional.of(file);
        }
      }
    }
    return withEnding(name);
  }

  private Optional<Path> withEnding(String name) {
    List<String> meanings = ForeignPath.meanings(name);
    String last = meanings.get(meanings.size() - 1);
    boolean ends = PictureFormat.ofName(last).isPresent();
    String stem = ends ? last.substring(0, last.lastIndexOf('.')) : last;
    for (Path folder : folders) {
      for (String ending : ENDINGS) {
        for (String as : List.of(ending, ending.toUpperCase(Locale.ROOT))) {
          if (Files.isRegularFile(folder.resolve(stem + as))) {
            return Optional.of(folder.resolve(stem + as));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Where it would lie if it were where one looks first. */
  Path expected(String name) {
    return folders.get(0).resolve(ForeignPath.meanings(name).get(0)).normalize();
  }
}
