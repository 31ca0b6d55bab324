package io.vedette.detector.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vedette.detector.DetectorException;
import io.vedette.detector.image.PictureFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * YOLO: {@code data.yaml} names the classes and, for train, val and test, a folder of pictures or a
 * list of them; labels lie in files of the same name, {@code images} replaced by {@code labels}.
 *
 * @see <a href="https://docs.ultralytics.com/datasets/detect/">Ultralytics detection datasets</a>
 */
final class YoloForm implements DatasetForm {
  private static final long MAX_YAML_BYTES = 1 << 20;

  @Override
  public String describe() {
    return "YOLO (data.yaml)";
  }

  @Override
  public Map<String, Part> parts(Path path) throws DetectorException {
    Map<String, Part> parts = new LinkedHashMap<>();
    for (Path file : List.of(path, path.resolve("data.yaml"), path.resolve("data.yml"))) {
      if (Files.isRegularFile(file)
          && Bounded.name(file).matches(".*\\.ya?ml")
          && parts.isEmpty()) {
        JsonNode yaml = parse(file);
        YoloNames names = YoloNames.read(file);
        for (String split : List.of("train", "val", "test")) {
          JsonNode sources = yaml.path(split);
          if (sources.isTextual() || sources.isArray()) {
            parts.put(split, findings -> read(split, file, yaml, names, findings));
          }
        }
      }
    }
    return parts;
  }

  private static JsonNode parse(Path file) throws DetectorException {
    try {
      return new YAMLMapper().readTree(Bounded.file(file, MAX_YAML_BYTES).toFile());
    } catch (JsonProcessingException e) {
      long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      String what = String.valueOf(e.getOriginalMessage()).replaceAll("\\s*\\R\\s*", " ");
      throw new DetectorException(file + ":" + line + ": no valid YAML: " + what, e);
    } catch (IOException e) {
      throw Bounded.unreadable(file, e);
    }
  }

  /** A picture and the file and line that name it. */
  private record Listed(Path picture, String where) {}

  private static Dataset read(
      String split, Path file, JsonNode yaml, YoloNames names, Findings findings)
      throws DetectorException {
    Path here = Bounded.parent(file);
    Path root = here.resolve(yaml.path("path").asText(""));
    JsonNode sources = yaml.path(split);
    List<Listed> pictures = new ArrayList<>();
    for (JsonNode source : sources.isArray() ? sources : List.of(sources)) {
      Path base = Files.isDirectory(root) ? root : here;
      pictures.addAll(pictures(source.asText(), base, file, findings));
    }
    List<Integer> meanings = names.meanings(findings);
    List<Sample> samples = new ArrayList<>();
    for (Listed listed : pictures) {
      Draft draft = new Draft(findings, listed.where);
      String id = here.relativize(listed.picture.toAbsolutePath()).toString();
      draft.picture(id, listed.picture);
      draft.attempt(() -> YoloLabels.read(listed.picture, meanings, draft));
      draft.sample().map(YoloForm::clipped).ifPresent(samples::add);
    }
    return new Dataset(Bounded.name(here) + " " + split, names.labels(findings), samples);
  }

  private static Sample clipped(Sample sample) {
    List<Truth> truths =
        sample.truths().stream()
            .map(t -> Truth.of(t.box().clip(sample.width(), sample.height()), t.classId()))
            .toList();
    return new Sample(sample.id(), sample.file(), sample.width(), sample.height(), truths);
  }

  private static List<Listed> pictures(String source, Path root, Path yaml, Findings findings)
      throws DetectorException {
    // Some exports write ../train/images although the folder lies beside data.yaml.
    for (String name : List.of(source, source.replaceFirst("^(\\.\\./)+", ""))) {
      Path place = root.resolve(name).normalize();
      if (Files.isDirectory(place)) {
        List<Path> pictures = PictureFiles.under(place);
        if (findings.areAll()) {
          noteOrphans(place, pictures, findings);
        }
        return pictures.stream().map(p -> new Listed(p, p.toString())).toList();
      }
      if (Files.isRegularFile(place)) {
        return listed(place, root);
      }
    }
    throw new DetectorException(
        yaml + ": there is no folder or list " + root.resolve(source).normalize());
  }

  private static void noteOrphans(Path folder, List<Path> pictures, Findings findings)
      throws DetectorException {
    for (Path labels : YoloOrphans.of(folder, pictures)) {
      findings.addPicture();
      findings.note(
          Problem.Kind.MISSING_PICTURE, labels + ":1: there is no picture for these labels");
    }
  }

  private static List<Listed> listed(Path list, Path root) throws DetectorException {
    List<Listed> pictures = new ArrayList<>();
    int line = 0;
    for (String name : Bounded.lines(list, Bounded.MAX_BYTES)) {
      line++;
      if (!name.isBlank()) {
        Path base = name.startsWith("./") ? Bounded.parent(list) : root;
        pictures.add(new Listed(base.resolve(name.trim()).normalize(), list + ":" + line));
      }
    }
    return pictures;
  }
}
