package io.vedette.edge.motion;

import io.vedette.detector.FrameImage;
import io.vedette.detector.Picture;

/**
 * A picture in grey and at most {@value #MAX_WIDTH} x {@value #MAX_HEIGHT} pixels, for motion. Its
 * greys are the green channel's, which carries most of the light.
 *
 * @param fullWidth of the picture that it was made of, pixels
 * @param fullHeight likewise
 * @param grey row by row, 0 to 255
 */
public record GreyPicture(int width, int height, int fullWidth, int fullHeight, float[] grey) {

  public static final int MAX_WIDTH = 320;
  public static final int MAX_HEIGHT = 240;

  /** A pixel is the mean of so many by so many samples at most. */
  private static final int MAX_SAMPLES = 3;

  /** A picture is compared in so many by so many parts, each of this side, pixels. */
  private static final int PARTS = 9;

  private static final int PART = 13;
  private static final int LEAST_PARTS = 8;

  /** A part with less variance has no texture. */
  private static final double TEXTURE = 20;

  private static final double SAME_PART = 0.7;

  /** How a picture is sampled: sizes, and the pixels that make one of the small picture. */
  record Sampling(int width, int height, int fullWidth, int fullHeight, int samples) {

    static Sampling of(Picture picture) {
      double shrink =
          Math.max(
              1,
              Math.max(
                  (double) picture.width() / MAX_WIDTH, (double) picture.height() / MAX_HEIGHT));
      return new Sampling(
          Math.max(1, (int) Math.round(picture.width() / shrink)),
          Math.max(1, (int) Math.round(picture.height() / shrink)),
          picture.width(),
          picture.height(),
          (int) Math.min(MAX_SAMPLES, Math.max(1, Math.floor(shrink))));
    }

    /** The grey of one pixel of the small picture. */
    float grey(byte[] bgr, int x, int y) {
      int sum = 0;
      for (int j = 0; j < samples; j++) {
        int row = full(y, j, height, fullHeight) * fullWidth;
        for (int i = 0; i < samples; i++) {
          sum += bgr[(row + full(x, i, width, fullWidth)) * 3 + 1] & 255;
        }
      }
      return (float) sum / (samples * samples);
    }

    private int full(int at, int sample, int size, int fullSize) {
      return (int)
          ((long) ((2 * at * samples + 2 * sample + 1)) * fullSize / (2L * size * samples));
    }
  }

  /** The small picture of an image. */
  public static GreyPicture of(FrameImage image) {
    Picture picture = image.small();
    Sampling sampling = Sampling.of(picture);
    int width = sampling.width;
    int samples = sampling.samples;
    int[] columns = new int[width * samples];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = 3 * sampling.full(i / samples, i % samples, width, picture.width()) + 1;
    }
    byte[] bgr = picture.bgr();
    float[] grey = new float[width * sampling.height];
    float share = 1f / (samples * samples);
    for (int y = 0; y < sampling.height; y++) {
      for (int j = 0; j < samples; j++) {
        int row = 3 * picture.width() * sampling.full(y, j, sampling.height, picture.height());
        for (int x = 0, column = 0; x < width; x++) {
          int sum = 0;
          for (int i = 0; i < samples; i++) {
            sum += bgr[row + columns[column++]] & 255;
          }
          grey[y * width + x] += sum * share;
        }
      }
    }
    return new GreyPicture(width, sampling.height, image.width(), image.height(), grey);
  }

  /** Pixels of the full picture to the right for one of this. */
  public double scaleX() {
    return (double) fullWidth / width;
  }

  /** Pixels of the full picture downwards for one of this. */
  public double scaleY() {
    return (double) fullHeight / height;
  }

  public boolean hasSizeOf(GreyPicture other) {
    return fullWidth == other.fullWidth && fullHeight == other.fullHeight;
  }

  /**
   * The grey at a place, interpolated; beyond the border that of the border.
   *
   * @param x 0 at the left border, pixels of this picture
   * @param y 0 at the upper border
   */
  public float at(double x, double y) {
    double u = Math.min(Math.max(x - 0.5, 0), width - 1);
    double v = Math.min(Math.max(y - 0.5, 0), height - 1);
    int left = Math.min((int) u, Math.max(0, width - 2));
    int top = Math.min((int) v, Math.max(0, height - 2));
    int right = Math.min(left + 1, width - 1);
    int bottom = Math.min(top + 1, height - 1);
    float fx = (float) (u - left);
    float fy = (float) (v - top);
    float above = grey[top * width + left] * (1 - fx) + grey[top * width + right] * fx;
    float below = grey[bottom * width + left] * (1 - fx) + grey[bottom * width + right] * fx;
    return above * (1 - fy) + below * fy;
  }

  /**
   * How alike this picture and a later one are where both show the same place: the correlation of
   * their greys, -1 to 1; 0 where they share less than a quarter.
   *
   * @param motion from this picture to the later one, pixels of the full pictures
   */
  double likeness(GreyPicture later, PlaneTransform motion) {
    PlaneTransform small = motion.scaled(1 / scaleX(), 1 / scaleY());
    int steps = 48;
    double n = 0;
    double a = 0;
    double b = 0;
    double aa = 0;
    double bb = 0;
    double ab = 0;
    for (int i = 0; i < steps * steps; i++) {
      double x = (i % steps + 0.5) * width / steps;
      double y = (i / steps + 0.5) * height / steps;
      double u = small.x(x, y);
      double v = small.y(x, y);
      if (u >= 0 && v >= 0 && u <= later.width && v <= later.height) {
        double first = at(x, y);
        double second = later.at(u, v);
        n++;
        a += first;
        b += second;
        aa += first * first;
        bb += second * second;
        ab += first * second;
      }
    }
    double spread = Math.sqrt((aa - a * a / n) * (bb - b * b / n));
    return n < steps * steps / 4.0 || !(spread > 1e-6) ? 0 : (ab - a * b / n) / spread;
  }

  /**
   * Share of the parts of this picture that look the same in a later one, 0 to 1; 0 where fewer
   * than eight parts with texture are in both. It tells places apart that lie a few pixels from
   * each other, which {@link #likeness} does not.
   *
   * @param motion from this picture to the later one, pixels of the full pictures
   */
  double agreement(GreyPicture later, PlaneTransform motion) {
    PlaneTransform small = motion.scaled(1 / scaleX(), 1 / scaleY());
    int parts = 0;
    int alike = 0;
    for (int i = 0; i < PARTS * PARTS; i++) {
      double left = i % PARTS * (double) (width - PART) / (PARTS - 1);
      double top = i / PARTS * (double) (height - PART) / (PARTS - 1);
      double same = part(later, small, left, top);
      parts += Double.isNaN(same) ? 0 : 1;
      alike += same >= SAME_PART ? 1 : 0;
    }
    return parts < LEAST_PARTS ? 0 : (double) alike / parts;
  }

  /** The correlation of one part's greys; NaN where it has no texture, or is not in both. */
  private double part(GreyPicture later, PlaneTransform small, double left, double top) {
    int n = PART * PART;
    double a = 0;
    double b = 0;
    double aa = 0;
    double bb = 0;
    double ab = 0;
    for (int i = 0; i < n; i++) {
      double x = left + i % PART + 0.5;
      double y = top + i / PART + 0.5;
      double u = small.x(x, y);
      double v = small.y(x, y);
      if (!(u >= 0 && v >= 0 && u <= later.width && v <= later.height)) {
        return Double.NaN;
      }
      double first = at(x, y);
      double second = later.at(u, v);
      a += first;
      b += second;
      aa += first * first;
      bb += second * second;
      ab += first * second;
    }
    double spreadA = aa - a * a / n;
    double spreadB = bb - b * b / n;
    return spreadA < n * TEXTURE ? Double.NaN : (ab - a * b / n) / Math.sqrt(spreadA * spreadB + 1);
  }

  /** A picture half as wide and high, each pixel the mean of four. */
  GreyPicture half() {
    int w = width / 2;
    int h = height / 2;
    float[] halved = new float[w * h];
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        int at = 2 * y * width + 2 * x;
        halved[y * w + x] = (grey[at] + grey[at + 1] + grey[at + width] + grey[at + width + 1]) / 4;
      }
    }
    return new GreyPicture(w, h, fullWidth, fullHeight, halved);
  }
}
