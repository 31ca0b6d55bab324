package io.vedette.detector.dataset;

import io.vedette.detector.Box;
import io.vedette.detector.DetectorException;
import io.vedette.detector.image.header.PictureSize;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A dataset while it is read from a form that calls classes by name: which there are, and so their
 * ids, is known at the end.
 */
final class NamedDataset {

  private final Findings findings;
  private final Set<String> declared = new LinkedHashSet<>();
  private final List<NamedPicture> pictures = new ArrayList<>();

  NamedDataset(Findings findings) {
    this.findings = findings;
  }

  /** A class that the form lists: these come first, in their order; others follow by name. */
  void declare(String label) {
    declared.add(label);
  }

  /**
   * One more picture.
   *
   * @param where file and line that name it
   */
  NamedPicture picture(String where) throws DetectorException {
    if (pictures.size() >= BoundedReader.MAX_SAMPLES) {
      throw new DetectorException(
          where + ": more than " + BoundedReader.MAX_SAMPLES + " pictures; split the dataset");
    }
    NamedPicture picture = new NamedPicture(new SampleDraft(findings, where));
    pictures.add(picture);
    return picture;
  }

  Dataset dataset(String name) throws DetectorException {
    Set<String> others = new TreeSet<>();
    pictures.forEach(picture -> picture.boxes.forEach(box -> others.add(box.label)));
    Set<String> all = new LinkedHashSet<>(declared);
    all.addAll(others);
    List<String> labels = List.copyOf(all);
    List<Sample> samples = new ArrayList<>();
    for (NamedPicture picture : pictures) {
      picture.fill(labels);
      picture.draft.sample().ifPresent(samples::add);
    }
    return new Dataset(name.trim(), labels, samples);
  }

  /** A box that depends on how large its picture is. */
  @FunctionalInterface
  interface Outline {
    /**
     * @param width of the picture, pixels
     * @param height of the picture, pixels
     */
    Box in(int width, int height) throws DetectorException;
  }

  /** A box that is called by name. */
  private record NamedBox(String label, Outline outline, boolean crowd, String where) {}

  /** One picture of it. */
  static final class NamedPicture {

    private final SampleDraft draft;
    private final List<NamedBox> boxes = new ArrayList<>();
    private SampleDraft.Reading place = () -> {};

    private NamedPicture(SampleDraft draft) {
      this.draft = draft;
    }

    /** Reads a part; if that fails the picture is spoiled, and reading goes on. */
    void attempt(SampleDraft.Reading reading) throws DetectorException {
      draft.attempt(reading);
    }

    /**
     * Its file and size.
     *
     * @param missing the message if there is none
     * @param width pixels; 0 if unknown
     * @param height pixels; 0 if unknown
     */
    void file(String id, PicturePlaces places, String name, String missing, int width, int height) {
      place =
          () -> {
            Path file =
                places
                    .find(name)
                    .orElseThrow(
                        () -> new BadEntryException(Problem.Kind.MISSING_PICTURE, missing));
            draft.picture(id, file, width, height);
          };
    }

    /**
     * An object in it.
     *
     * @param where file and line
     */
    void box(String label, Box box, boolean crowd, String where) throws DetectorException {
      add(label, (width, height) -> box, crowd, where);
    }

    /** An object whose box is in shares of its picture. */
    void outline(String label, Outline outline, String where) throws DetectorException {
      add(label, outline, false, where);
    }

    private void add(String label, Outline outline, boolean crowd, String where)
        throws DetectorException {
      if (label.isBlank()) {
        throw new BadEntryException(Problem.Kind.BAD_ENTRY, where + ": an object has no label");
      }
      boxes.add(new NamedBox(label.strip(), outline, crowd, where));
    }

    private void fill(List<String> labels) throws DetectorException {
      draft.attempt(place);
      @Nullable PictureSize size = draft.size();
      for (NamedBox named : boxes) {
        draft.attempt(
            () -> {
              // boxes of a picture that is nowhere are looked through all the same
              Box box =
                  named.outline.in(
                      size == null ? 1 : size.width(), size == null ? 1 : size.height());
              int classId = labels.indexOf(named.label);
              draft.truth(new Truth(box, classId, named.crowd, box.area()), named.where);
            });
      }
    }
  }
}
