package io.vedette.federated.compress.quantize;

import io.vedette.detector.DetectorException;
import io.vedette.detector.Picture;
import java.util.ArrayList;
import java.util.List;

/** A picture that is decoded when it is asked for: {@code sample::picture}. */
@FunctionalInterface
public interface PictureSource {

  Picture picture() throws DetectorException;

  /** As many of what is offered as {@code count}, evenly spread, the first included. */
  static <T> List<T> spread(List<T> offered, int count) {
    int taken = Math.min(count, offered.size());
    List<T> spread = new ArrayList<>();
    for (int i = 0; i < taken; i++) {
      spread.add(offered.get((int) ((long) i * offered.size() / taken)));
    }
    return spread;
  }
}
