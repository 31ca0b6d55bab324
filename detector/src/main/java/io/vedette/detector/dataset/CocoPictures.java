package io.vedette.detector.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where the pictures of a COCO annotation file lie: the places that exports are known to use. */
final class CocoPictures {
  private final List<Path> folders = new ArrayList<>();
  private Path last;

  CocoPictures(Path annotations) {
    Path here = Bounded.parent(annotations);
    Path above = Bounded.parent(here);
    String split = CocoForm.splitOf(annotations);
    // instances_val2017.json names the folder val2017
    String tail = Bounded.name(annotations).replaceAll("^.*_|\\.json$", "");
    for (Path base : List.of(here, above)) {
      for (String name : List.of("", "images", split, tail, "images/" + split, "images/" + tail)) {
        folders.add(base.resolve(name));
      }
    }
    last = here;
  }

  /** The picture's path; where it would lie beside the annotations if it is nowhere. */
  Path find(String fileName) {
    if (Files.isRegularFile(last.resolve(fileName))) {
      return last.resolve(fileName);
    }
    for (Path folder : folders) {
      if (Files.isRegularFile(folder.resolve(fileName))) {
        last = folder;
        return folder.resolve(fileName);
      }
    }
    return last.resolve(fileName);
  }
}
