package io.vedette.detector.dataset;

import io.vedette.detector.DetectorException;
import io.vedette.detector.image.PictureFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * YOLO without a description: a list of the classes, as labelling tools leave it, and pictures with
 * their labels beside them or in a folder of their own. Folders named like splits are splits.
 */
final class YoloFolders {

  private static final List<String> CLASS_LISTS =
      List.of("classes.txt", "obj.names", "classes.names", "labels.txt");

  private YoloFolders() {}

  static DatasetParts parts(Path path) throws DetectorException {
    DatasetParts parts = new DatasetParts();
    Optional<Path> list = classList(path);
    if (list.isEmpty()) {
      return parts;
    }
    YoloNames names = YoloNames.ofList(list.get());
    YoloReader reader = new YoloReader(path, names, YoloColumns.UNTOLD);
    for (Map.Entry<String, Path> folder : pictureFolders(path).entrySet()) {
      String split = folder.getKey();
      YoloPictures pictures = new YoloPictures(list.get(), path);
      List<String> source = List.of(folder.getValue().toAbsolutePath().toString());
      parts.add(split, findings -> reader.read(split, pictures.of(source, findings), findings));
    }
    return parts;
  }

  private static Optional<Path> classList(Path path) throws DetectorException {
    List<Path> folders = new ArrayList<>(List.of(path));
    BoundedReader.folder(path, "labels").ifPresent(folders::add);
    BoundedReader.folder(path, "images").ifPresent(folders::add);
    for (Path folder : folders) {
      for (String name : CLASS_LISTS) {
        if (Files.isRegularFile(folder.resolve(name))) {
          return Optional.of(folder.resolve(name));
        }
      }
    }
    return Optional.empty();
  }

  /** The folders in which labelled pictures lie, by their split; the whole where there is none. */
  private static Map<String, Path> pictureFolders(Path path) throws DetectorException {
    Map<String, Path> folders = new LinkedHashMap<>();
    Path images = BoundedReader.folder(path, "images", "imgs", "img", "JPEGImages").orElse(path);
    for (String split : SplitName.all()) {
      Optional<Path> folder = BoundedReader.folder(images, split);
      if (folder.isPresent() && isLabelled(folder.get())) {
        folders.putIfAbsent(split, folder.get());
      }
    }
    if (folders.isEmpty()) {
      for (String split : SplitName.all()) {
        Optional<Path> folder = BoundedReader.folder(path, split);
        if (folder.isPresent() && isLabelled(folder.get())) {
          folders.putIfAbsent(split, folder.get());
        }
      }
    }
    if (folders.isEmpty() && isLabelled(images)) {
      folders.put("", images);
    }
    return folders;
  }

  /** Whether labels of at least one picture are there: lists of classes lie elsewhere, too. */
  private static boolean isLabelled(Path folder) throws DetectorException {
    YoloLabelFiles labels = new YoloLabelFiles();
    for (Path picture : PictureFiles.under(folder)) {
      if (labels.of(picture).isPresent()) {
        return true;
      }
    }
    return false;
  }
}
