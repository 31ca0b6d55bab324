package io.vedette.detector.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.detector.Box;
import io.vedette.detector.DetectorException;
import java.util.Arrays;

/**
 * The box around a COCO segmentation: polygons of corners {@code x, y, x, y …}, or a mask in run
 * lengths, column by column, as numbers or as COCO's compressed text.
 *
 * @see <a href="https://github.com/cocodataset/cocoapi/blob/master/common/maskApi.c">maskApi.c</a>
 */
record CocoOutline(Box box) {

  /** Masks of more pixels are refused. */
  private static final long MAX_PIXELS = 1L << 30;

  static CocoOutline of(JsonNode segmentation, CocoEntry.Place place) throws DetectorException {
    return new CocoOutline(
        segmentation.isArray() ? polygons(segmentation, place) : mask(segmentation, place));
  }

  private static Box polygons(JsonNode polygons, CocoEntry.Place place) throws DetectorException {
    float x1 = Float.POSITIVE_INFINITY;
    float y1 = Float.POSITIVE_INFINITY;
    float x2 = Float.NEGATIVE_INFINITY;
    float y2 = Float.NEGATIVE_INFINITY;
    for (JsonNode polygon : polygons) {
      if (!polygon.isArray() || polygon.size() < 6 || polygon.size() % 2 != 0) {
        throw bad(place, "a polygon needs corners x, y, x, y and so on, three at least");
      }
      for (int i = 0; i < polygon.size(); i += 2) {
        float x = coordinate(polygon.get(i), place);
        float y = coordinate(polygon.get(i + 1), place);
        x1 = Math.min(x1, x);
        y1 = Math.min(y1, y);
        x2 = Math.max(x2, x);
        y2 = Math.max(y2, y);
      }
    }
    return BoundedReader.box(x1, y1, x2, y2, place.toString());
  }

  private static float coordinate(JsonNode node, CocoEntry.Place place) throws DetectorException {
    if (!node.isNumber() || !Float.isFinite(node.floatValue())) {
      throw bad(place, "a corner of a polygon is no number: " + node);
    }
    return node.floatValue();
  }

  private static Box mask(JsonNode mask, CocoEntry.Place place) throws DetectorException {
    long height = mask.path("size").path(0).asLong();
    long width = mask.path("size").path(1).asLong();
    if (height < 1 || width < 1 || height > MAX_PIXELS / width) {
      throw bad(place, "a mask needs its size: height, width");
    }
    JsonNode counts = mask.path("counts");
    long[] runs = counts.isTextual() ? decompressed(counts.asText(), place) : runs(counts);
    return around(runs, height, height * width, place);
  }

  private static long[] runs(JsonNode counts) {
    long[] runs = new long[counts.size()];
    for (int i = 0; i < runs.length; i++) {
      runs[i] = counts.get(i).asLong(-1);
    }
    return runs;
  }

  /** Runs lie column by column and are outside and inside in turns, outside first. */
  private static Box around(long[] runs, long height, long pixels, CocoEntry.Place place)
      throws DetectorException {
    long x1 = Long.MAX_VALUE;
    long y1 = Long.MAX_VALUE;
    long x2 = -1;
    long y2 = -1;
    long at = 0;
    for (int i = 0; i < runs.length; i++) {
      if (runs[i] < 0 || runs[i] > pixels - at) {
        throw bad(place, "the runs of a mask do not fit its size");
      }
      if (i % 2 == 1 && runs[i] > 0) {
        long end = at + runs[i] - 1;
        boolean oneColumn = at / height == end / height;
        x1 = Math.min(x1, at / height);
        x2 = Math.max(x2, end / height);
        y1 = Math.min(y1, oneColumn ? at % height : 0);
        y2 = Math.max(y2, oneColumn ? end % height : height - 1);
      }
      at += runs[i];
    }
    if (x2 < 0) {
      throw bad(place, "a mask is empty");
    }
    return BoundedReader.box(x1, y1, x2 + 1f, y2 + 1f, place.toString());
  }

  /** Five bits a character, low ones first; from the third run on as what changes. */
  private static long[] decompressed(String text, CocoEntry.Place place) throws DetectorException {
    long[] runs = new long[text.length()];
    int count = 0;
    int at = 0;
    while (at < text.length()) {
      long value = 0;
      int shift = 0;
      boolean more = true;
      while (more) {
        int bits = at < text.length() ? text.charAt(at++) - 48 : -1;
        if (bits < 0 || bits > 63 || shift > 50) {
          throw bad(place, "the runs of a mask cannot be decoded");
        }
        value |= (long) (bits & 31) << shift;
        more = (bits & 32) != 0;
        shift += 5;
        if (!more && (bits & 16) != 0) {
          value |= -1L << shift;
        }
      }
      runs[count] = count > 2 ? value + runs[count - 2] : value;
      count++;
    }
    return Arrays.copyOf(runs, count);
  }

  private static DetectorException bad(CocoEntry.Place place, String what) {
    return place.bad(Problem.Kind.BAD_ENTRY, what);
  }
}
