package io.vedette.detector.graph;

/** IEEE 754 half precision: half the bytes, three digits. The JDK has it from 20 on. */
public final class HalfFloats {

  private static final int BIAS = (127 - 15) << 23;
  private static final float SUBNORMAL = 0x1p-24f;
  private static final int INFINITE = 0x7c00;
  private static final int LARGEST = 0x7bff; // 65504

  private HalfFloats() {}

  /**
   * The nearest half; what is too large becomes the largest, so that what follows stays a number.
   */
  public static short of(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = bits >>> 16 & 0x8000;
    int rest = bits & 0x7fffffff;
    if (rest > 0x7f800000) {
      return (short) (sign | INFINITE | 1); // not a number
    }
    if (rest < 0x38800000) { // below 2^-14
      return (short) (sign | Math.round(Math.abs(value) / SUBNORMAL));
    }
    int rounded = rest - BIAS + 0xfff + (rest >>> 13 & 1);
    int most = rest == 0x7f800000 ? INFINITE : LARGEST;
    return (short) (sign | Math.min(rounded >>> 13, most));
  }

  public static float toFloat(short half) {
    int sign = (half & 0x8000) << 16;
    int rest = half & 0x7fff;
    if (rest < 0x400) {
      return Float.intBitsToFloat(sign | Float.floatToRawIntBits(rest * SUBNORMAL));
    }
    int bits = rest >= INFINITE ? rest << 13 | 0x7f800000 : (rest << 13) + BIAS;
    return Float.intBitsToFloat(sign | bits);
  }
}
