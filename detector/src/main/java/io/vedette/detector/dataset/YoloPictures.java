package io.vedette.detector.dataset;

import io.vedette.detector.DetectorException;
import io.vedette.detector.image.PictureFiles;
import io.vedette.detector.text.TextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The pictures that a description of a YOLO dataset names: by folders, or by lists of files. */
final class YoloPictures {

  private final Path description;
  private final Path root;

  /**
   * @param description the file that names them
   * @param root what its paths are relative to
   */
  YoloPictures(Path description, Path root) {
    this.description = description;
    this.root = root;
  }

  /** A picture and the file and line that name it. */
  record Listed(Path picture, String where) {}

  /**
   * @throws DetectorException naming the folder or list that is not there
   */
  List<Listed> of(List<String> sources, Findings findings) throws DetectorException {
    List<Listed> pictures = new ArrayList<>();
    for (String source : sources) {
      pictures.addAll(of(source, findings));
    }
    return pictures;
  }

  private List<Listed> of(String source, Findings findings) throws DetectorException {
    Path place = place(source);
    if (Files.isRegularFile(place)) {
      return listed(place);
    }
    List<Path> pictures = PictureFiles.under(place);
    if (findings.areAll()) {
      for (Path labels : YoloOrphans.of(place, pictures)) {
        findings.addPicture();
        findings.note(
            Problem.Kind.MISSING_PICTURE, labels + ":1: there is no picture for these labels");
      }
    }
    return pictures.stream().map(p -> new Listed(p, p.toString())).toList();
  }

  private Path place(String source) throws DetectorException {
    for (String name : names(source)) {
      Path place = root.resolve(name).normalize();
      if (Files.exists(place)) {
        return place;
      }
    }
    throw new DetectorException(
        description
            + ": there is no folder or list "
            + root.resolve(source).normalize()
            + "; looked for "
            + String.join(", ", names(source)));
  }

  /**
   * What a source may be called here. Some exports write {@code ../train/images} although the
   * folder lies beside the description, or {@code valid} where it is called {@code val}; paths of
   * another machine are tried without their first folders.
   */
  private static Set<String> names(String source) {
    String path = source.strip().replace('\\', '/');
    Set<String> names = new LinkedHashSet<>(List.of(path, path.replaceFirst("^(\\.\\./)+", "")));
    if (path.matches("/.*|[A-Za-z]:/.*")) {
      ForeignPath.meanings(path).stream().filter(name -> name.contains("/")).forEach(names::add);
    }
    for (String name : List.copyOf(names)) {
      String[] folders = name.split("/", -1);
      for (int i = 0; i < folders.length; i++) {
        String folder = folders[i];
        for (String other : SplitName.same(folder)) {
          folders[i] = other;
          names.add(String.join("/", folders));
        }
        folders[i] = folder;
      }
    }
    return names;
  }

  private List<Listed> listed(Path list) throws DetectorException {
    List<Listed> pictures = new ArrayList<>();
    for (TextFile.Line line : TextFile.read(list, BoundedReader.MAX_LIST_BYTES).lines()) {
      Path base = line.text().startsWith("./") ? BoundedReader.parent(list) : root;
      Optional<Path> found = ForeignPath.in(base, line.text());
      Path picture = found.orElse(base.resolve(line.text()).normalize());
      pictures.add(new Listed(picture, list + ":" + line.number()));
    }
    return pictures;
  }
}
