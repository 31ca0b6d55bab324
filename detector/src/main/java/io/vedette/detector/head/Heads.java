package io.vedette.detector.head;

import io.vedette.detector.DetectorException;
import java.util.List;
import java.util.stream.Collectors;

/** The heads that are known, in the order in which they are tried. */
public final class Heads {

  public static final List<Head> ALL =
      List.of(
          new Yolo11Head(),
          new Yolo11RowsHead(),
          new YoloxHead(),
          new Yolov5Head(),
          new EndToEndHead(),
          new DetrHead(),
          new DetrRawHead(),
          new DetrRowsHead(),
          new NanodetHead(),
          new NanodetPlusHead(),
          new PicodetHead(),
          new PicodetDecodedHead(),
          new PaddleHead(),
          new FastestDetHead(),
          new SsdHead(),
          new SsdNmsHead(),
          new YoloFastestV2Head(),
          new YunetHead(),
          new ScrfdHead(),
          new RetinaFaceHead(),
          new BlazeFaceHead());

  private Heads() {}

  /**
   * The head of a family.
   *
   * @throws DetectorException when there is none of this name; the message lists them
   */
  public static Head of(String family) throws DetectorException {
    return ALL.stream()
        .filter(head -> head.family().equals(family))
        .findFirst()
        .orElseThrow(
            () ->
                new DetectorException(
                    "no detector head is called '" + family + "'; known are " + names()));
  }

  /** As {@code yolo11, yolox, …}. */
  public static String names() {
    return ALL.stream().map(Head::family).collect(Collectors.joining(", "));
  }
}
