package io.vedette.detector.dataset;

import io.vedette.detector.Box;
import io.vedette.detector.DetectorException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The annotation of one picture in Pascal VOC's XML. Coordinates are taken as written, as other
 * readers do, though VOC itself counts pixels from one. Objects marked difficult count as crowd:
 * finding them is neither right nor wrong.
 *
 * @param file the XML file
 * @param picture file name of the picture, may be empty
 * @param width pixels, 0 if not told
 * @param height pixels, 0 if not told
 */
record VocFile(Path file, String picture, int width, int height, List<Labelled> objects) {

  /** One object, and the line at which it ends. */
  record Labelled(String name, Box box, boolean difficult, int line) {}

  private static final XMLInputFactory XML = XMLInputFactory.newFactory();

  static {
    // An annotation needs neither entities nor anything outside itself.
    XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
  }

  /** Whether the root element is {@code annotation}. */
  static boolean isVoc(Path file) throws DetectorException {
    try (InputStream in = Files.newInputStream(file)) {
      XMLStreamReader xml = XML.createXMLStreamReader(in);
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT) {
          return xml.getLocalName().equals("annotation");
        }
      }
      return false;
    } catch (XMLStreamException e) {
      return false;
    } catch (IOException e) {
      throw Bounded.unreadable(file, e);
    }
  }

  /**
   * @param draft of the picture: an object that cannot be read is noted there, and the next one
   *     read
   */
  static VocFile read(Path file, Draft draft) throws DetectorException {
    try (InputStream in = Files.newInputStream(Bounded.file(file, Bounded.MAX_PICTURE_BYTES))) {
      return new Reader(file, XML.createXMLStreamReader(in), draft).read();
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
      throw new DetectorException(file + ":" + line + ": no valid XML", e);
    } catch (IOException e) {
      throw Bounded.unreadable(file, e);
    }
  }

  /** Collects texts by their path below the root, and closes an object at its end tag. */
  private static final class Reader {
    private final Path file;
    private final XMLStreamReader xml;
    private final Draft draft;
    private final Map<String, String> top = new HashMap<>();
    private final Map<String, String> object = new HashMap<>();
    private final List<Labelled> objects = new ArrayList<>();

    Reader(Path file, XMLStreamReader xml, Draft draft) {
      this.file = file;
      this.xml = xml;
      this.draft = draft;
    }

    VocFile read() throws XMLStreamException, DetectorException {
      List<String> path = new ArrayList<>();
      StringBuilder text = new StringBuilder();
      while (xml.hasNext()) {
        switch (xml.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            path.add(xml.getLocalName());
            text.setLength(0);
          }
          case XMLStreamConstants.CHARACTERS -> text.append(xml.getText());
          case XMLStreamConstants.END_ELEMENT -> {
            close(String.join("/", path), text.toString().trim());
            path.remove(path.size() - 1);
            text.setLength(0);
          }
          default -> {}
        }
      }
      int width = (int) number(top, "annotation/size/width", "0");
      int height = (int) number(top, "annotation/size/height", "0");
      return new VocFile(
          file, top.getOrDefault("annotation/filename", ""), width, height, List.copyOf(objects));
    }

    private void close(String path, String text) throws DetectorException {
      if (path.equals("annotation/object")) {
        draft.attempt(() -> objects.add(labelled()));
        object.clear();
      } else if (path.startsWith("annotation/object/")) {
        object.put(path.substring("annotation/object/".length()), text);
      } else {
        top.putIfAbsent(path, text);
      }
    }

    private Labelled labelled() throws DetectorException {
      int line = xml.getLocation().getLineNumber();
      String name = object.getOrDefault("name", "");
      if (name.isEmpty()) {
        throw Bounded.bad(file, line, "an object has no name");
      }
      Box box =
          Bounded.box(
              number(object, "bndbox/xmin", ""),
              number(object, "bndbox/ymin", ""),
              number(object, "bndbox/xmax", ""),
              number(object, "bndbox/ymax", ""),
              file,
              line);
      return new Labelled(name, box, object.getOrDefault("difficult", "0").equals("1"), line);
    }

    private float number(Map<String, String> from, String key, String otherwise)
        throws DetectorException {
      String text = from.getOrDefault(key, otherwise);
      return Bounded.number(text, file, xml.getLocation().getLineNumber());
    }
  }
}
