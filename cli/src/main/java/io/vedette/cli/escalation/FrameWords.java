package io.vedette.cli.escalation;

import io.vedette.proto.v1.Detection;
import io.vedette.proto.v1.Disagreement;
import io.vedette.proto.v1.EscalatedFrame;
import io.vedette.proto.v1.FrameObject;
import io.vedette.proto.v1.ObjectCounts;
import io.vedette.proto.v1.Region;
import io.vedette.wire.EnumLabels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Escalated frames as lines of text. */
public final class FrameWords {

  private static final String COLUMNS = "%-36s %-20s %-16s %-12s %-12s %-10s %5s  %s";
  public static final String HEADER =
      COLUMNS.formatted(
          "FRAME", "ACCEPTED", "DEVICE", "CAMERA", "STATE", "REASON", "HARD", "DIFFERENCES");

  private FrameWords() {}

  public static String line(EscalatedFrame frame) {
    return String.format(
            Locale.ROOT,
            COLUMNS,
            frame.getId(),
            time(frame.getAcceptedAtMs()),
            frame.getAgentId(),
            frame.getCameraId(),
            EnumLabels.labelOf(frame.getState()),
            frame.getAudit() ? "audit" : frame.getReason(),
            String.format(Locale.ROOT, "%.2f", frame.getHardness()),
            differences(frame))
        .stripTrailing();
  }

  /** "2 missed, 1 false", "4 confirmed", "no verdict". */
  static String differences(EscalatedFrame frame) {
    ObjectCounts counts = frame.getCounts();
    if (frame.getTeacherSha256().isEmpty()) {
      return "no verdict";
    }
    List<String> words = new ArrayList<>();
    add(words, counts.getMissed(), "missed");
    add(words, counts.getOnlyStudent(), "false");
    add(words, counts.getRelabelled(), "relabelled");
    if (words.isEmpty()) {
      add(words, counts.getConfirmed(), "confirmed");
    }
    return words.isEmpty() ? "both saw nothing" : String.join(", ", words);
  }

  private static void add(List<String> words, int count, String word) {
    if (count > 0) {
      words.add(count + " " + word);
    }
  }

  static List<String> lines(EscalatedFrame frame) {
    List<String> lines = new ArrayList<>();
    lines.add(frame.getId() + "  " + EnumLabels.labelOf(frame.getState()));
    lines.add(
        "  device    %s, camera %s, deployment %s"
            .formatted(frame.getAgentId(), frame.getCameraId(), frame.getDeployment()));
    lines.add(
        String.format(
            Locale.ROOT,
            "  escalated %s, hardness %.2f",
            frame.getAudit() ? "audit, chosen at random" : frame.getReason(),
            frame.getHardness()));
    lines.add(
        "  captured  %s, accepted %s"
            .formatted(time(frame.getCapturedAtMs()), time(frame.getAcceptedAtMs())));
    lines.add("  picture   " + picture(frame));
    lines.add(
        "  student   "
            + (frame.hasVersion()
                ? frame.getVersion().getName() + ":" + frame.getVersion().getNumber() + " "
                : "")
            + frame.getModelSha256());
    lines.add(
        "  teacher   "
            + (frame.getTeacherSha256().isEmpty()
                ? "no verdict"
                : frame.getTeacherSha256() + ", " + time(frame.getAnsweredAtMs())));
    if (frame.hasReview()) {
      lines.add(
          "  reviewed  by %s, %s; it outranks the teacher"
              .formatted(
                  frame.getReview().getReviewer(), time(frame.getReview().getReviewedAtMs())));
    }
    if (!frame.getWhy().isEmpty()) {
      lines.add("  given up  %s, %s".formatted(frame.getWhy(), time(frame.getGivenUpAtMs())));
    }
    String there = frame.hasReview() ? "reviewer" : "teacher";
    frame.getObjectsList().forEach(object -> lines.add(line(object, there)));
    return lines;
  }

  private static String picture(EscalatedFrame frame) {
    Region region = frame.getRegion();
    String part =
        frame.hasRegion()
            ? ", at %d,%d of %dx%d"
                .formatted(
                    region.getX(), region.getY(), region.getFrameWidth(), region.getFrameHeight())
            : "";
    return "%dx%d, %d bytes, %s%s"
        .formatted(
            frame.getWidth(),
            frame.getHeight(),
            frame.getFrameBytes(),
            frame.getFrameSha256(),
            part);
  }

  private static String line(FrameObject object, String there) {
    String kind =
        object.getDisagreement() == Disagreement.DISAGREEMENT_UNSPECIFIED
            ? "unanswered"
            : EnumLabels.labelOf(object.getDisagreement());
    return "  %-11s %s: %s; student: %s"
        .formatted(
            kind,
            there,
            object.hasTeacher() ? box(object.getTeacher()) : "nothing",
            object.hasStudent() ? box(object.getStudent()) : "nothing");
  }

  private static String box(Detection seen) {
    var box = seen.getBox();
    return String.format(
        Locale.ROOT,
        "%s %.2f at %.0f,%.0f to %.0f,%.0f",
        seen.getLabel(),
        seen.getScore(),
        box.getX1(),
        box.getY1(),
        box.getX2(),
        box.getY2());
  }

  private static Instant time(long ms) {
    return Instant.ofEpochMilli(ms / 1_000 * 1_000);
  }
}
