package io.vedette.detector.dataset;

import io.vedette.detector.DetectorException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * CVAT's XML: {@code image} elements with shapes in them, or {@code track} elements with a shape
 * for each frame, whose pictures are called {@code frame_000012}.
 */
final class CvatFile {

  private static final long MAX_BYTES = 256L << 20;

  /** The subset of pictures that name none, where others do. */
  private static final String DEFAULT = "default";

  private final Path file;
  private final String subset;
  private final Findings findings;
  private final XMLStreamReader xml;
  private final NamedDataset named;
  private final PicturePlaces places;
  private final Deque<String> path = new ArrayDeque<>();
  private final Map<Long, NamedDataset.NamedPicture> frames = new TreeMap<>();
  private final StringBuilder text = new StringBuilder();
  private NamedDataset.@Nullable NamedPicture picture;
  private @Nullable String track;
  private int width;
  private int height;

  private CvatFile(Path file, Path root, String subset, Findings findings, XMLStreamReader xml)
      throws DetectorException {
    this.file = file;
    this.subset = subset;
    this.findings = findings;
    this.xml = xml;
    named = new NamedDataset(findings);
    String split = subset.isEmpty() ? SplitName.of(file) : subset;
    List<String> names = split.isEmpty() ? List.of() : SplitName.same(split);
    places = PicturePlaces.of(root, BoundedReader.parent(file), names);
  }

  /** The subsets of its pictures, in lower case; empty where no picture names one. */
  static Set<String> subsets(Path file) throws DetectorException {
    return XmlFile.read(
        file,
        MAX_BYTES,
        xml -> {
          Set<String> subsets = new TreeSet<>();
          while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT
                && xml.getLocalName().equals("image")) {
              subsets.add(subsetOf(xml));
            }
          }
          return subsets.equals(Set.of(DEFAULT)) ? Set.of() : subsets;
        });
  }

  private static String subsetOf(XMLStreamReader image) {
    String subset = image.getAttributeValue(null, "subset");
    return subset == null || subset.isBlank() ? DEFAULT : subset.strip().toLowerCase(Locale.ROOT);
  }

  /**
   * @param subset empty for all pictures
   */
  static Dataset read(Path file, Path root, String subset, Findings findings)
      throws DetectorException {
    return XmlFile.read(
        file, MAX_BYTES, xml -> new CvatFile(file, root, subset, findings, xml).read());
  }

  private Dataset read() throws XMLStreamException, DetectorException {
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          path.push(xml.getLocalName());
          text.setLength(0);
          start(xml.getLocalName());
        }
        case XMLStreamConstants.CHARACTERS -> text.append(xml.getText());
        case XMLStreamConstants.END_ELEMENT -> {
          end();
          path.pop();
        }
        default -> {}
      }
    }
    for (Map.Entry<Long, NamedDataset.NamedPicture> frame : frames.entrySet()) {
      String name = "frame_%06d".formatted(frame.getKey());
      locate(frame.getValue(), name, width, height);
    }
    return named.dataset(BoundedReader.name(BoundedReader.parent(file)) + " " + subset);
  }

  private void start(String element) throws DetectorException {
    switch (element) {
      case "image" -> {
        if (subset.isEmpty() || subsetOf(xml).equals(subset)) {
          NamedDataset.NamedPicture next = named.picture(where());
          next.attempt(
              () ->
                  locate(
                      next,
                      String.valueOf(xml.getAttributeValue(null, "name")),
                      pixels("width"),
                      pixels("height")));
          picture = next;
        }
      }
      case "track" -> track = String.valueOf(xml.getAttributeValue(null, "label"));
      default -> shape(element);
    }
  }

  private void locate(NamedDataset.NamedPicture of, String name, int width, int height) {
    String missing =
        file + ": its picture is not found: " + name + "; export the task with its pictures";
    of.file(name, places, name, missing, width, height);
  }

  private void shape(String element) throws DetectorException {
    String label = track;
    NamedDataset.NamedPicture at = picture;
    if (label != null && path.size() == 3) {
      at = frame();
    } else {
      label = xml.getAttributeValue(null, "label");
    }
    if (at == null || "1".equals(xml.getAttributeValue(null, "outside"))) {
      return;
    }
    NamedDataset.NamedPicture on = at;
    String called = label == null ? "" : label;
    if (CvatShape.NAMES.contains(element)) {
      on.attempt(() -> on.box(called, new CvatShape(xml, where()).box(element), false, where()));
    } else if (CvatShape.WITHOUT_AREA.contains(element)) {
      findings.remark(file + ": " + element + " shapes are passed over: they have no area");
    }
  }

  /** The picture of a track's shape; null for what is none. */
  private NamedDataset.@Nullable NamedPicture frame() throws DetectorException {
    String number = xml.getAttributeValue(null, "frame");
    if (number == null || !number.matches("\\d{1,9}")) {
      return null;
    }
    long frame = Long.parseLong(number);
    NamedDataset.NamedPicture known = frames.get(frame);
    if (known == null) {
      known = named.picture(where());
      frames.put(frame, known);
    }
    return known;
  }

  private void end() throws DetectorException {
    List<String> names = new ArrayList<>(path);
    String parent = names.size() > 1 ? names.get(1) : "";
    switch (names.get(0)) {
      case "image" -> picture = null;
      case "track" -> track = null;
      case "name" -> {
        if (parent.equals("label") && names.get(2).equals("labels")) {
          named.declare(text.toString().strip());
        }
      }
      case "width" -> width = parent.equals("original_size") ? pixels() : width;
      case "height" -> height = parent.equals("original_size") ? pixels() : height;
      default -> {}
    }
  }

  private int pixels() throws DetectorException {
    return (int) BoundedReader.number(text.toString().strip(), file, line());
  }

  private int pixels(String attribute) throws DetectorException {
    String value = xml.getAttributeValue(null, attribute);
    return value == null ? 0 : (int) BoundedReader.number(value, file, line());
  }

  private int line() {
    return xml.getLocation().getLineNumber();
  }

  private String where() {
    return file + ":" + line();
  }
}
