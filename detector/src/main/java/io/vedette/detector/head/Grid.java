package io.vedette.detector.head;

import io.vedette.detector.HeadSpec;
import io.vedette.detector.InputSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The cells on which anchor-free detectors predict: one grid per stride, row by row. */
final class Grid {

  /** Strides of most detectors. */
  static final int[] USUAL = {8, 16, 32};

  private static final List<int[]> CUSTOMARY = List.of(USUAL, new int[] {8, 16, 32, 64});

  private Grid() {}

  /** The customary strides whose grids have that many cells in an input of that size. */
  static Optional<int[]> stridesFor(ImageInput image, long cells) {
    return CUSTOMARY.stream()
        .filter(strides -> cells(image.width(), image.height(), strides) == cells)
        .findFirst();
  }

  /** Cells of all grids together; a grid's last row and column may hang over the input's edge. */
  static long cells(int width, int height, int[] strides) {
    return Arrays.stream(strides)
        .mapToLong(s -> (long) ((width + s - 1) / s) * ((height + s - 1) / s))
        .sum();
  }

  static long cells(InputSpec input, int[] strides) {
    return cells(input.width(), input.height(), strides);
  }

  static int columns(InputSpec input, int stride) {
    return (input.width() + stride - 1) / stride;
  }

  static int rows(InputSpec input, int stride) {
    return (input.height() + stride - 1) / stride;
  }

  static String text(int[] strides) {
    return String.join(",", Arrays.stream(strides).mapToObj(Integer::toString).toList());
  }

  /** The head's {@code strides} parameter, as "8,16,32"; those where it names none. */
  static int[] strides(HeadSpec head) {
    return numbers(head, "strides", text(USUAL));
  }

  /** Whole numbers in a parameter of the head, as "8,16,32". */
  static int[] numbers(HeadSpec head, String parameter, String otherwise) {
    String[] parts = head.parameters().getOrDefault(parameter, otherwise).split(",", -1);
    return Arrays.stream(parts).map(String::trim).mapToInt(Integer::parseInt).toArray();
  }
}
