package io.vedette.edge.telemetry;

import io.vedette.edge.telemetry.TelemetryText.Moment;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * GPX 1.0 and 1.1: the points of all tracks; where there are none, those of routes, then waypoints.
 * Document types and external entities are not read.
 */
final class GpxForm implements TelemetryForm {

  /** In the order in which they are taken. */
  private static final List<String> POINTS = List.of("trkpt", "rtept", "wpt");

  @Override
  public String name() {
    return "GPX";
  }

  @Override
  public boolean recognises(byte[] head) {
    String text = TelemetryText.decode(head).stripLeading();
    return text.startsWith("<") && text.contains("<gpx");
  }

  @Override
  public Telemetry read(byte[] file) throws TelemetryException {
    List<List<TelemetrySample>> points =
        List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    boolean zoned;
    try {
      zoned = read(TelemetryText.decode(file), points);
    } catch (XMLStreamException e) {
      throw new TelemetryException("XML that is broken at line " + e.getLocation().getLineNumber());
    } catch (RuntimeException e) { // the reader of the Java library throws some at broken files
      throw new TelemetryException("XML that is broken");
    }
    for (int kind = 0; kind < POINTS.size(); kind++) {
      if (!points.get(kind).isEmpty()) {
        return finish(points.get(kind), zoned, kind);
      }
    }
    throw new TelemetryException("GPX without a point");
  }

  private Telemetry finish(List<TelemetrySample> samples, boolean zoned, int kind) {
    List<String> notes = new ArrayList<>();
    if (kind > 0) {
      notes.add(kind == 1 ? "no track: points of a route" : "no track: waypoints");
    }
    long untimed = samples.stream().filter(sample -> sample.time() == null).count();
    if (untimed > 0) {
      notes.add(untimed + " of " + samples.size() + " points have no time");
    }
    List<TelemetrySample> timed = Timeline.fromTimes(samples);
    ClockKind clock =
        untimed == samples.size() ? ClockKind.NONE : zoned ? ClockKind.UTC : ClockKind.LOCAL;
    return new Telemetry(name(), clock, timed, Timeline.checked(timed, notes));
  }

  private static boolean read(String text, List<List<TelemetrySample>> points)
      throws XMLStreamException, TelemetryException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(text));
    TelemetrySample.Builder point = null;
    boolean zoned = true;
    int depth = 0;
    int pointDepth = 0;
    StringBuilder content = new StringBuilder();
    int read = 0;
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          depth++;
          content.setLength(0);
          if (POINTS.contains(xml.getLocalName())) {
            if (++read > Telemetry.MAX_SAMPLES) {
              throw new TelemetryException("more than " + Telemetry.MAX_SAMPLES + " points");
            }
            pointDepth = depth;
            point = new TelemetrySample.Builder();
            point.position(attribute(xml, "lat"), attribute(xml, "lon"));
          }
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (content.length() < 100) {
            content.append(xml.getText());
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          String name = xml.getLocalName();
          if (point != null && depth == pointDepth) {
            points.get(POINTS.indexOf(name)).add(point.build());
            point = null;
          } else if (point != null && depth == pointDepth + 1) {
            zoned &= take(name, content.toString().strip(), point);
          }
          depth--;
        }
        default -> {}
      }
    }
    return zoned;
  }

  /** Whether a time names its zone. */
  private static boolean take(String name, String text, TelemetrySample.Builder point) {
    switch (name) {
      case "ele" -> point.altitude(TelemetryText.number(text));
      case "speed" -> point.speed(TelemetryText.number(text));
      case "time" -> {
        Moment moment = TelemetryText.moment(text);
        point.time(moment == null ? null : moment.time());
        return moment == null || moment.zoned();
      }
      default -> {}
    }
    return true;
  }

  private static @Nullable Double attribute(XMLStreamReader xml, String name) {
    return TelemetryText.number(xml.getAttributeValue(null, name));
  }
}
