package io.vedette.edge.motion;

import io.vedette.detector.Box;
import java.util.List;

/**
 * Phase correlation (C. D. Kuglin, D. C. Hines, 1975): the shift between two pictures is where the
 * inverse transform of their spectra's phase difference has its peak. It finds shifts of up to a
 * quarter of the picture, and neither rotation nor zoom.
 */
final class PhaseMotion implements MotionMethod {

  private static final int SIDE = 128;

  /** A motion that agrees with the pictures makes them alike, see {@link GreyPicture#likeness}. */
  private static final double ALIKE = 0.6;

  /** A smaller shift is rest, pixels of the transformed picture. */
  private static final double AT_REST = 0.15;

  /** A mean deviation of greys below this is no texture. */
  private static final double LEAST_CONTRAST = 3;

  private static final float[] WINDOW = window();

  @Override
  public String name() {
    return "phase";
  }

  @Override
  public GlobalMotion between(
      GreyPicture before, GreyPicture now, PlaneTransform guess, List<Box> things) {
    double[][] first = spectrum(before);
    double[][] second = spectrum(now);
    if (first.length == 0 || second.length == 0) {
      return GlobalMotion.BLIND;
    }
    double[] re = new double[SIDE * SIDE];
    double[] im = new double[SIDE * SIDE];
    for (int i = 0; i < re.length; i++) {
      double real = first[0][i] * second[0][i] + first[1][i] * second[1][i];
      double imaginary = first[0][i] * second[1][i] - first[1][i] * second[0][i];
      double size = Math.hypot(real, imaginary) + 1e-9;
      re[i] = real / size;
      im[i] = imaginary / size;
    }
    transform(re, im, true);
    int peak = 0;
    for (int i = 1; i < re.length; i++) {
      peak = re[i] > re[peak] ? i : peak;
    }
    int x = peak % SIDE;
    int y = peak / SIDE;
    double dx = signed(x) + between(re, x, y, 1, 0);
    double dy = signed(y) + between(re, x, y, 0, 1);
    if (Math.hypot(dx, dy) < AT_REST) {
      return GlobalMotion.STILL;
    }
    // A thing that moves has a peak of its own, and another scene has one by chance.
    double rest = before.likeness(now, PlaneTransform.IDENTITY);
    double pixelX = (double) before.fullWidth() / SIDE;
    double pixelY = (double) before.fullHeight() / SIDE;
    PlaneTransform shift = PlaneTransform.shift(dx * pixelX, dy * pixelY);
    double alike = before.likeness(now, shift);
    if (Math.max(alike, rest) < ALIKE) {
      return GlobalMotion.UNKNOWN;
    }
    return rest >= alike
        ? GlobalMotion.STILL
        : GlobalMotion.moved(shift, 0.25 * Math.max(pixelX, pixelY));
  }

  private static int signed(int place) {
    return place > SIDE / 2 ? place - SIDE : place;
  }

  /** Where between two places the peak is: the two highest neighbours share it. */
  private static double between(double[] values, int x, int y, int stepX, int stepY) {
    double at = values[y * SIDE + x];
    double after = value(values, x + stepX, y + stepY);
    double before = value(values, x - stepX, y - stepY);
    return after > before
        ? Math.max(0, after) / (at + Math.max(0, after))
        : -Math.max(0, before) / (at + Math.max(0, before));
  }

  private static double value(double[] values, int x, int y) {
    return values[(y + SIDE) % SIDE * SIDE + (x + SIDE) % SIDE];
  }

  /** Real and imaginary part; empty where the picture has no texture. */
  private static double[][] spectrum(GreyPicture picture) {
    double[] re = new double[SIDE * SIDE];
    double mean = 0;
    for (int i = 0; i < re.length; i++) {
      double x = (i % SIDE + 0.5) * picture.width() / SIDE;
      double y = (i / SIDE + 0.5) * picture.height() / SIDE;
      re[i] = picture.at(x, y);
      mean += re[i] / re.length;
    }
    double contrast = 0;
    for (int i = 0; i < re.length; i++) {
      re[i] -= mean;
      contrast += Math.abs(re[i]) / re.length;
      re[i] *= WINDOW[i % SIDE] * WINDOW[i / SIDE];
    }
    if (contrast < LEAST_CONTRAST) {
      return new double[0][];
    }
    double[] im = new double[SIDE * SIDE];
    transform(re, im, false);
    return new double[][] {re, im};
  }

  /** Hann's window: no edge where the picture would be repeated. */
  private static float[] window() {
    float[] window = new float[SIDE];
    for (int i = 0; i < SIDE; i++) {
      window[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / SIDE));
    }
    return window;
  }

  /** Fourier's transform of rows, then of columns, in place (J. Cooley, J. Tukey, 1965). */
  private static void transform(double[] re, double[] im, boolean inverse) {
    for (int i = 0; i < SIDE; i++) {
      line(re, im, i * SIDE, 1, inverse);
    }
    for (int i = 0; i < SIDE; i++) {
      line(re, im, i, SIDE, inverse);
    }
  }

  private static void line(double[] re, double[] im, int from, int step, boolean inverse) {
    for (int i = 1, j = 0; i < SIDE; i++) {
      int bit = SIDE >> 1;
      for (; (j & bit) != 0; bit >>= 1) {
        j ^= bit;
      }
      j ^= bit;
      if (i < j) {
        exchange(re, from + i * step, from + j * step);
        exchange(im, from + i * step, from + j * step);
      }
    }
    for (int length = 2; length <= SIDE; length <<= 1) {
      double angle = (inverse ? 2 : -2) * Math.PI / length;
      for (int k = 0; k < length / 2; k++) {
        double cos = Math.cos(angle * k);
        double sin = Math.sin(angle * k);
        for (int i = k; i < SIDE; i += length) {
          int a = from + i * step;
          int b = from + (i + length / 2) * step;
          double real = re[b] * cos - im[b] * sin;
          double imaginary = re[b] * sin + im[b] * cos;
          re[b] = re[a] - real;
          im[b] = im[a] - imaginary;
          re[a] += real;
          im[a] += imaginary;
        }
      }
    }
    for (int i = 0; inverse && i < SIDE; i++) {
      re[from + i * step] /= SIDE;
      im[from + i * step] /= SIDE;
    }
  }

  private static void exchange(double[] values, int a, int b) {
    double value = values[a];
    values[a] = values[b];
    values[b] = value;
  }
}
