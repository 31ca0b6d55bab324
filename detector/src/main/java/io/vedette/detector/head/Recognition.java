package io.vedette.detector.head;

import io.vedette.detector.HeadSpec;
import io.vedette.detector.InputSpec;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a family knows about a graph that it recognised.
 *
 * @param head the family with its parameters
 * @param input how the family prepares its pictures
 * @param classes number of classes, if the shapes show it
 * @param nmsIou the family's customary overlap for suppression, 0 to 1
 * @param labels names of the classes that every detector of the family has; else empty
 */
public record Recognition(
    HeadSpec head, InputSpec input, OptionalInt classes, float nmsIou, List<String> labels) {

  public Recognition {
    labels = List.copyOf(labels);
  }

  public Recognition(HeadSpec head, InputSpec input, OptionalInt classes, float nmsIou) {
    this(head, input, classes, nmsIou, List.of());
  }

  /** A family that knows one class, by this name. */
  static Recognition only(String label, HeadSpec head, InputSpec input, float nmsIou) {
    return new Recognition(head, input, OptionalInt.of(1), nmsIou, List.of(label));
  }

  /** As {@code yolox (3 classes)}. */
  String described() {
    return head.family() + (classes.isPresent() ? " (" + classes.getAsInt() + " classes)" : "");
  }
}
