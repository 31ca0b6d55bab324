package io.vedette.federated.autograd;

/**
 * The weights of ONNX's Resize along one axis.
 *
 * @see <a href="https://onnx.ai/onnx/operators/onnx__Resize.html">Resize</a>
 * @param mode nearest, linear or cubic
 * @param position coordinate_transformation_mode
 * @param rounding nearest_mode
 * @param cubic cubic_coeff_a
 * @param excludeOutside weights of places outside are 0, the others scaled to sum to 1
 */
record Interpolation(
    String mode, String position, String rounding, double cubic, boolean excludeOutside) {

  static Interpolation of(Node node, String mode, String position, String rounding)
      throws UnknownOperatorException {
    if (node.flag("antialias")) {
      throw node.unsupported("antialias");
    }
    if (position.equals("tf_crop_and_resize")) {
      throw node.unsupported(position);
    }
    String known = mode.equals("bilinear") ? "linear" : mode;
    return new Interpolation(
        known, position, rounding, node.real("cubic_coeff_a", -0.75), node.flag("exclude_outside"));
  }

  boolean isNearest() {
    return mode.equals("nearest");
  }

  boolean isHalfPixelLinear() {
    return mode.equals("linear") && position.equals("half_pixel");
  }

  /** Whether each value is simply repeated {@code to / from} times. */
  boolean repeatsEvenly(long from, long to) {
    long times = to / from;
    for (long i = 0; i < to; i++) {
      if (nearest(at(i, from, (double) times), from) != i / times) {
        return false;
      }
    }
    return true;
  }

  /** The matrix [from, to] that a row of {@code from} values is multiplied with. */
  float[] matrix(long from, long to, double factor) {
    float[] matrix = new float[Math.toIntExact(from * to)];
    for (int column = 0; column < to; column++) {
      double x = at(column, from, factor);
      long first = (long) Math.floor(x) - (mode.equals("cubic") ? 1 : 0);
      double[] weights = weights(x);
      double total = 0;
      for (int i = 0; i < weights.length; i++) {
        boolean outside = first + i < 0 || first + i >= from;
        weights[i] = excludeOutside && outside ? 0 : weights[i];
        total += weights[i];
      }
      for (int i = 0; i < weights.length; i++) {
        long row = isNearest() ? nearest(x, from) : clamp(first + i, from);
        matrix[(int) (row * to + column)] += (float) (weights[i] / total);
      }
    }
    return matrix;
  }

  /** Where output {@code i} lies among the inputs. */
  private double at(long i, long from, double factor) {
    // Not the length after rounding down, which the specification's formula leaves open.
    double to = from * factor;
    return switch (position) {
      case "asymmetric" -> i / factor;
      case "align_corners" -> to == 1 ? 0 : i * (from - 1) / (to - 1);
      case "pytorch_half_pixel" -> to == 1 ? 0 : (i + 0.5) / factor - 0.5;
      case "half_pixel_symmetric" -> {
        double adjustment = Math.floor(to) / to;
        yield from / 2.0 * (1 - adjustment) + (i + 0.5) / factor - 0.5;
      }
      default -> (i + 0.5) / factor - 0.5;
    };
  }

  private long nearest(double x, long from) {
    double rounded =
        switch (rounding) {
          case "floor" -> Math.floor(x);
          case "ceil" -> Math.ceil(x);
          case "round_prefer_ceil" -> Math.floor(x + 0.5);
          default -> Math.ceil(x - 0.5);
        };
    return clamp((long) rounded, from);
  }

  private double[] weights(double x) {
    double t = x - Math.floor(x);
    return switch (mode) {
      case "nearest" -> new double[] {1};
      case "linear" -> new double[] {1 - t, t};
      default -> new double[] {far(1 + t), near(t), near(1 - t), far(2 - t)};
    };
  }

  private double near(double t) {
    return ((cubic + 2) * t - (cubic + 3)) * t * t + 1;
  }

  private double far(double t) {
    return ((cubic * t - 5 * cubic) * t + 8 * cubic) * t - 4 * cubic;
  }

  private static long clamp(long index, long length) {
    return Math.max(0, Math.min(length - 1, index));
  }
}
