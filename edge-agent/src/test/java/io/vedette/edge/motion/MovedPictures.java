package io.vedette.edge.motion;

import io.vedette.detector.Picture;
import java.util.Random;

/** Pictures of one textured plane, seen by a camera that moves as it is told. */
public final class MovedPictures {

  public static final int WIDTH = 640;
  public static final int HEIGHT = 480;

  /** The plane repeats itself after so many pixels. */
  private static final int PERIOD = 1_024;

  private static final int BLURS = 3;
  private static final int REACH = 3;
  private static final float DEVIATION = 45;

  private final float[] plane;

  /** A plane with smooth texture: blurred noise. */
  public MovedPictures(long seed) {
    Random random = new Random(seed);
    float[] noise = new float[PERIOD * PERIOD];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = random.nextFloat() - 0.5f;
    }
    for (int i = 0; i < BLURS; i++) {
      noise = blurred(blurred(noise, 1, PERIOD), PERIOD, 1);
    }
    double squares = 0;
    for (float value : noise) {
      squares += value * value;
    }
    float gain = (float) (DEVIATION / Math.sqrt(squares / noise.length));
    for (int i = 0; i < noise.length; i++) {
      noise[i] = 128 + gain * noise[i];
    }
    this.plane = noise;
  }

  private static float[] blurred(float[] values, int step, int line) {
    float[] blurred = new float[values.length];
    for (int i = 0; i < PERIOD; i++) {
      for (int j = 0; j < PERIOD; j++) {
        float sum = 0;
        for (int k = -REACH; k <= REACH; k++) {
          sum += values[i * line + Math.floorMod(j + k, PERIOD) * step];
        }
        blurred[i * line + j * step] = sum / (2 * REACH + 1);
      }
    }
    return blurred;
  }

  /** The plane's grey at a place; its place in the picture is its own until the camera moves. */
  private int grey(double x, double y) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    double fx = x - left;
    double fy = y - top;
    double above = at(left, top) * (1 - fx) + at(left + 1, top) * fx;
    double below = at(left, top + 1) * (1 - fx) + at(left + 1, top + 1) * fx;
    return (int) Math.round(Math.min(255, Math.max(0, above * (1 - fy) + below * fy)));
  }

  private float at(int x, int y) {
    return plane[Math.floorMod(y, PERIOD) * PERIOD + Math.floorMod(x, PERIOD)];
  }

  /**
   * The picture after a motion.
   *
   * @param motion where places of the plane lie in the picture
   */
  public Picture after(PlaneTransform motion) {
    return after(motion, 1, 0);
  }

  /** In other light: greys times a gain, plus an offset. */
  Picture after(PlaneTransform motion, double gain, int offset) {
    PlaneTransform back = motion.inverse();
    byte[] bgr = new byte[WIDTH * HEIGHT * 3];
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      double x = i % WIDTH + 0.5;
      double y = i / WIDTH + 0.5;
      int grey = (int) (gain * grey(back.x(x, y), back.y(x, y))) + offset;
      byte value = (byte) Math.min(255, Math.max(0, grey));
      bgr[3 * i] = value;
      bgr[3 * i + 1] = value;
      bgr[3 * i + 2] = value;
    }
    return new Picture(WIDTH, HEIGHT, bgr);
  }

  /** A picture with a square of another plane in it: something that moves by itself. */
  public static Picture with(Picture picture, int left, int top, int side, MovedPictures other) {
    byte[] bgr = picture.bgr().clone();
    for (int y = Math.max(0, top); y < Math.min(HEIGHT, top + side); y++) {
      for (int x = Math.max(0, left); x < Math.min(WIDTH, left + side); x++) {
        byte value = (byte) other.grey(x - left, y - top);
        int at = 3 * (y * WIDTH + x);
        bgr[at] = value;
        bgr[at + 1] = value;
        bgr[at + 2] = value;
      }
    }
    return new Picture(WIDTH, HEIGHT, bgr);
  }

  /** A picture without texture. */
  static Picture blank() {
    return new Picture(WIDTH, HEIGHT, new byte[WIDTH * HEIGHT * 3]);
  }
}
