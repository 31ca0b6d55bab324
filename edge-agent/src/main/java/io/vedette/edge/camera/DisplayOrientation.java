package io.vedette.edge.camera;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * How a frame is turned and mirrored to be seen upright, one of eight ways: the pixel at column
 * {@code p} and row {@code q} is shown at column {@code a*p + c*q} and row {@code b*p + d*q},
 * shifted so that none is negative. Phones store what they film sideways and say so in a display
 * matrix.
 */
record DisplayOrientation(int a, int b, int c, int d) {

  static final DisplayOrientation UPRIGHT = new DisplayOrientation(1, 0, 0, 1);

  private static final int MATRIX_NUMBERS = 9;
  private static final int CHANNELS = 3;

  /** What the frame says itself, or its container for it; upright where neither does. */
  static DisplayOrientation of(AVFrame frame) {
    AVFrameSideData matrix =
        avutil.av_frame_get_side_data(frame, avutil.AV_FRAME_DATA_DISPLAYMATRIX);
    if (matrix == null || matrix.size() < MATRIX_NUMBERS * Integer.BYTES) {
      return UPRIGHT;
    }
    ByteBuffer bytes = matrix.data().capacity(MATRIX_NUMBERS * (long) Integer.BYTES).asByteBuffer();
    return of(bytes.order(java.nio.ByteOrder.nativeOrder()).asIntBuffer());
  }

  /**
   * The nearest quarter turn to a display matrix.
   *
   * @param matrix {@code [a b u, c d v, x y w]} as ISO 14496-12 has it, row by row
   */
  static DisplayOrientation of(IntBuffer matrix) {
    long a = matrix.get(0);
    long b = matrix.get(1);
    long c = matrix.get(3);
    long d = matrix.get(4);
    boolean sideways = Math.abs(b) + Math.abs(c) > Math.abs(a) + Math.abs(d);
    DisplayOrientation nearest =
        sideways
            ? new DisplayOrientation(0, Long.signum(b), Long.signum(c), 0)
            : new DisplayOrientation(Long.signum(a), 0, 0, Long.signum(d));
    boolean degenerate = nearest.a * nearest.d - nearest.b * nearest.c == 0;
    return degenerate ? UPRIGHT : nearest;
  }

  /** Whether columns become rows. */
  boolean isSideways() {
    return a == 0;
  }

  /**
   * Copies a picture as it is to be seen.
   *
   * @param rows blue, green, red, a byte each
   * @param stride bytes from one row to the next
   * @param width of the picture as it is stored, pixels
   * @param height likewise
   * @param shown gets it, rows without padding, as wide as the picture is high where it lies
   *     sideways
   */
  void copy(ByteBuffer rows, int stride, int width, int height, byte[] shown) {
    int shownWidth = isSideways() ? height : width;
    int column = (a < 0 ? width - 1 : 0) + (c < 0 ? height - 1 : 0);
    int line = (b < 0 ? width - 1 : 0) + (d < 0 ? height - 1 : 0);
    int origin = CHANNELS * (line * shownWidth + column);
    int perColumn = CHANNELS * (b * shownWidth + a);
    int perRow = CHANNELS * (d * shownWidth + c);
    byte[] row = new byte[width * CHANNELS];
    for (int q = 0; q < height; q++) {
      rows.position(q * stride);
      if (equals(UPRIGHT)) {
        rows.get(shown, q * row.length, row.length);
        continue;
      }
      rows.get(row);
      int to = origin + q * perRow;
      for (int from = 0; from < row.length; from += CHANNELS) {
        shown[to] = row[from];
        shown[to + 1] = row[from + 1];
        shown[to + 2] = row[from + 2];
        to += perColumn;
      }
    }
  }
}
