package io.vedette.detector.dataset;

import io.vedette.detector.Box;
import io.vedette.detector.DetectorException;
import io.vedette.detector.image.header.PictureHeader;
import io.vedette.detector.image.header.PictureSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One picture of a dataset while it is read; what is wrong with it decides whether it stays. */
final class SampleDraft {

  /** Rounding and counting pixels from one put boxes so far outside: this many pixels … */
  private static final float SLACK_PIXELS = 2;

  /** … or this share of the side, whichever is more. */
  private static final float SLACK_SHARE = 0.01f;

  private final Findings findings;
  private final String where;
  private final List<Truth> truths = new ArrayList<>();
  private String id = "";
  private @Nullable Path file;
  private @Nullable PictureSize size;
  private @Nullable PictureHeader turned;
  private int withoutArea;
  private boolean spoiled;

  /**
   * @param where file and line that name the picture
   */
  SampleDraft(Findings findings, String where) {
    this.findings = findings;
    this.where = where;
    findings.addPicture();
  }

  /** A part of the reading. */
  @FunctionalInterface
  interface Reading {
    void read() throws DetectorException;
  }

  /** Reads a part; if that fails the picture is spoiled, and reading goes on. */
  void attempt(Reading reading) throws DetectorException {
    try {
      reading.read();
    } catch (DetectorException e) {
      findings.note(BadEntryException.kindOf(e), e);
      spoiled = true;
    }
  }

  /** The picture must not stay; why has been noted. */
  void spoil() {
    spoiled = true;
  }

  /** Its file, whose header has its size. */
  void picture(String name, Path picture) throws DetectorException {
    id = name;
    file = picture;
    attempt(() -> size = header(picture).displayed());
  }

  /**
   * Its file, and its size as the annotation states it; 0 if it does not. Where that is the size of
   * the stored picture and not of the displayed one, boxes are turned as the picture is.
   */
  void picture(String name, Path picture, int width, int height) throws DetectorException {
    if (width <= 0 || height <= 0) {
      picture(name, picture);
      return;
    }
    id = name;
    file = picture;
    PictureSize stated = new PictureSize(width, height);
    size = stated;
    if (findings.openPictures()) {
      attempt(() -> compare(stated, header(picture)));
    }
  }

  private PictureHeader header(Path picture) throws DetectorException {
    if (!Files.isRegularFile(picture)) {
      throw new BadEntryException(
          Problem.Kind.MISSING_PICTURE, where + ": there is no picture " + picture);
    }
    try {
      return PictureHeader.read(picture);
    } catch (DetectorException e) {
      boolean saysWhere = where.equals(picture.toString());
      String place = saysWhere ? "" : where + ": ";
      throw new BadEntryException(Problem.Kind.UNREADABLE_PICTURE, place + e.getMessage(), e);
    }
  }

  private void compare(PictureSize stated, PictureHeader header) throws DetectorException {
    size = header.displayed();
    if (stated.equals(header.displayed())) {
      return;
    }
    if (!stated.equals(header.stored())) {
      throw new BadEntryException(
          Problem.Kind.WRONG_SIZE,
          where
              + ": says "
              + stated.text()
              + ", but "
              + file
              + " has "
              + header.displayed().text()
              + " pixels");
    }
    turned = header;
    findings.remarkOnTurning(
        where
            + ": says "
            + stated.text()
            + ", which is "
            + file
            + " as stored, not as shown upright: boxes of such pictures are turned with them");
  }

  /** Its size in pixels; null where that cannot be known. */
  @Nullable PictureSize size() {
    return size;
  }

  /** An object in it, where the annotation says it is. */
  void truth(Truth asWritten, String line) throws DetectorException {
    findings.addBox(line);
    Truth truth = upright(asWritten);
    if (findings.areAll() && size != null && reachesOutside(truth.box(), size)) {
      findings.note(
          Problem.Kind.BOX_OUTSIDE,
          line + ": " + text(truth.box()) + " reaches outside the picture of " + size.text());
      spoiled = true;
    } else if (findings.areAll() && truth.box().area() == 0) {
      findings.note(
          Problem.Kind.BOX_WITHOUT_AREA, line + ": " + text(truth.box()) + " has no area");
      withoutArea++;
    } else {
      truths.add(truth);
    }
  }

  private Truth upright(Truth asWritten) {
    PictureHeader header = turned;
    return header == null
        ? asWritten
        : new Truth(
            header.orientation().display(asWritten.box(), header.stored()),
            asWritten.classId(),
            asWritten.crowd(),
            asWritten.area());
  }

  private static boolean reachesOutside(Box box, PictureSize size) {
    float x = Math.max(SLACK_PIXELS, SLACK_SHARE * size.width());
    float y = Math.max(SLACK_PIXELS, SLACK_SHARE * size.height());
    return box.x1() < -x
        || box.y1() < -y
        || box.x2() > size.width() + x
        || box.y2() > size.height() + y;
  }

  private static String text(Box box) {
    return "a box from " + box.x1() + " " + box.y1() + " to " + box.x2() + " " + box.y2();
  }

  /** What has been read; empty if it must not stay. */
  Optional<Sample> sample() {
    Path picture = file;
    PictureSize known = size;
    if (spoiled || picture == null || known == null || isThereTwice(picture)) {
      return Optional.empty();
    }
    findings.leaveOut(withoutArea);
    return Optional.of(new Sample(id, picture, known.width(), known.height(), truths));
  }

  private boolean isThereTwice(Path picture) {
    String before = findings.areAll() ? findings.meet(picture, where) : null;
    if (before != null) {
      findings.note(
          Problem.Kind.DUPLICATE_PICTURE,
          where + ": " + picture + " is there twice, before in " + before);
    }
    return before != null;
  }
}
