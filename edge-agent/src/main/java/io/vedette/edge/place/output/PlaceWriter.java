package io.vedette.edge.place.output;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Writes objects with their places, one after the other. Complete when it is closed. */
public interface PlaceWriter extends Closeable {

  /** Writes an object, or leaves it out where this form cannot say that its place is unknown. */
  void add(PlacedObject object) throws IOException;

  /** What names of files end with. */
  List<String> ENDINGS = List.of(".geojson", ".kml", ".cot");

  /** Whether this form needs a time of day for each object. */
  static boolean needsTime(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".cot");
  }

  /**
   * The writer for a file of this name.
   *
   * @param out closed with the writer
   * @throws IOException when the name ends otherwise
   */
  static PlaceWriter of(String name, OutputStream out) throws IOException {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".geojson")) {
      return new GeoJsonWriter(out);
    }
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    if (lower.endsWith(".kml")) {
      return new KmlWriter(text);
    }
    if (lower.endsWith(".cot")) {
      return new CotWriter(text);
    }
    text.close();
    throw new IOException(name + " must end with " + String.join(", ", ENDINGS));
  }

  /** Text in XML, without what XML cannot hold. */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> {
                  boolean allowed =
                      c >= 0x20 && c != 0xfffe && c != 0xffff && !(c >= 0xd800 && c < 0xe000);
                  escaped.appendCodePoint(allowed ? c : '?');
                }
              }
            });
    return escaped.toString();
  }
}
