package io.vedette.edge.camera;

import io.vedette.detector.Picture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

/**
 * H.264 whose frames can be told apart by what they show, even damaged: their upper left corner has
 * the grey of their number, the rest is noise that changes a little, so that each frame takes
 * several packets and none looks like another scene, which would be a key frame.
 */
final class NumberedFilm {

  static final int WIDTH = 320;
  static final int HEIGHT = 240;

  /** Frames from one key frame to the next. */
  static final int GOP = 20;

  private static final int CORNER = 96;
  private static final int DARKEST = 20;

  private NumberedFilm() {}

  /** Writes so many frames, 25 a second; numbers begin anew with each key frame. */
  static void write(Path file, String format, int frames) throws IOException {
    Random random = new Random(1);
    int[] still = random.ints(WIDTH * HEIGHT, 80, 160).toArray();
    byte[][] pictures = new byte[frames][];
    for (int i = 0; i < frames; i++) {
      byte[] bgr = new byte[3 * WIDTH * HEIGHT];
      for (int at = 0; at < bgr.length; at += 3) {
        int x = at / 3 % WIDTH;
        int y = at / 3 / WIDTH;
        boolean corner = x < CORNER && y < CORNER;
        int grey = corner ? DARKEST + 10 * (i % GOP) : still[at / 3] + random.nextInt(16);
        bgr[at] = (byte) grey;
        bgr[at + 1] = (byte) grey;
        bgr[at + 2] = (byte) grey;
      }
      pictures[i] = bgr;
    }
    Films.h264(file, format, WIDTH, HEIGHT, GOP, pictures);
  }

  /** Which number a frame shows, 0 to {@code GOP - 1}. */
  static int number(Picture picture) {
    int middle = 3 * (CORNER / 2 * WIDTH + CORNER / 2);
    return Math.round(((picture.bgr()[middle] & 255) - DARKEST) / 10f);
  }
}
