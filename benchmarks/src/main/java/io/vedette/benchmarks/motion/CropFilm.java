package io.vedette.benchmarks.motion;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.Picture;
import io.vedette.edge.motion.PlaneTransform;
import java.util.ArrayList;
import java.util.List;

/** A window moved over the frames of a video, and where the video's objects lie in it. */
record CropFilm(CropPath path, double fps, int fullWidth, int fullHeight) {

  /** An object is in the window when this share of its box is. */
  private static final double MOST = 0.6;

  /** An object of a frame that is known whatever the window does. */
  record Known(long id, Detection object) {}

  int width() {
    return (int) Math.round(fullWidth * CropPath.SHARE);
  }

  int height() {
    return (int) Math.round(fullHeight * CropPath.SHARE);
  }

  /** From the whole picture to the window's: where the middle row sees it. */
  PlaneTransform at(int frame) {
    return path.at(frame + path.rolling() / 2, fps, fullWidth, fullHeight);
  }

  /** The camera's true motion since the frame before. */
  PlaneTransform motion(int frame) {
    return at(frame - 1).inverse().then(at(frame));
  }

  /** The window's picture. */
  Picture picture(Picture full, int frame) {
    int width = width();
    int height = height();
    byte[] bgr = new byte[width * height * 3];
    for (int y = 0; y < height; y++) {
      double when = frame + path.rolling() * y / height;
      PlaneTransform back = path.at(when, fps, fullWidth, fullHeight).inverse();
      for (int x = 0; x < width; x++) {
        sample(
            full,
            back.x(x + 0.5, y + 0.5) - 0.5,
            back.y(x + 0.5, y + 0.5) - 0.5,
            bgr,
            (y * width + x) * 3);
      }
    }
    return new Picture(width, height, bgr);
  }

  private static void sample(Picture full, double x, double y, byte[] into, int at) {
    double u = Math.min(Math.max(x, 0), full.width() - 1.001);
    double v = Math.min(Math.max(y, 0), full.height() - 1.001);
    int left = (int) u;
    int top = (int) v;
    float fx = (float) (u - left);
    float fy = (float) (v - top);
    int above = (top * full.width() + left) * 3;
    int below = above + full.width() * 3;
    for (int c = 0; c < 3; c++) {
      float a = mix(full.bgr()[above + c], full.bgr()[above + 3 + c], fx);
      float b = mix(full.bgr()[below + c], full.bgr()[below + 3 + c], fx);
      into[at + c] = (byte) Math.round(a + fy * (b - a));
    }
  }

  private static float mix(byte one, byte other, float share) {
    return (one & 255) + share * ((other & 255) - (one & 255));
  }

  /** The objects in the window, cut by its border. */
  List<Known> inWindow(List<Known> full, int frame) {
    PlaneTransform to = at(frame);
    List<Known> inside = new ArrayList<>();
    for (Known known : full) {
      Detection object = known.object();
      Box moved = to.apply(object.box());
      Box cut = moved.clip(width(), height());
      if (cut.area() >= MOST * moved.area()) {
        Detection there = new Detection(cut, object.classId(), object.label(), object.score());
        inside.add(new Known(known.id(), there));
      }
    }
    return inside;
  }
}
