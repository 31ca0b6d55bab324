package io.vedette.edge.place.output;

import io.vedette.edge.place.GroundPosition.Located;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Cursor on Target, schema 2.0 (MITRE, MTR 100076): an event for each object with a place and a
 * time, under one root. Heights above the ellipsoid are not known, which CoT writes as 9999999.
 */
final class CotWriter implements PlaceWriter {

  private static final Duration STALE = Duration.ofMinutes(5);
  private static final String UNKNOWN = "9999999.0";

  private final Writer out;
  private long number;
  private boolean closed;

  CotWriter(Writer out) throws IOException {
    this.out = out;
    out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<events>\n");
  }

  @Override
  public void add(PlacedObject object) throws IOException {
    Instant time = object.time();
    if (time == null || !(object.position() instanceof Located located)) {
      return;
    }
    out.write(
        String.format(
            Locale.ROOT,
            "<event version=\"2.0\" uid=\"vedette-%s-%d-%d\" type=\"a-u-G\" how=\"m-p\""
                + " time=\"%s\" start=\"%s\" stale=\"%s\">"
                + "<point lat=\"%.8f\" lon=\"%.8f\" hae=\"%s\" ce=\"%.1f\" le=\"%s\"/>",
            PlaceWriter.escaped(object.source()),
            object.frame(),
            number++,
            time,
            time,
            time.plus(STALE),
            located.at().latitude(),
            located.at().longitude(),
            UNKNOWN,
            located.error().semiMajor(),
            UNKNOWN));
    out.write(
        String.format(
            Locale.ROOT,
            "<detail><contact callsign=\"%s\"/><remarks>score %.2f</remarks>"
                + "<shape><ellipse major=\"%.1f\" minor=\"%.1f\" angle=\"%.1f\"/></shape>"
                + "</detail></event>%n",
            PlaceWriter.escaped(object.label()),
            object.score(),
            located.error().semiMajor(),
            located.error().semiMinor(),
            located.error().azimuth()));
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      out.write("</events>\n");
      out.close();
    }
  }
}
