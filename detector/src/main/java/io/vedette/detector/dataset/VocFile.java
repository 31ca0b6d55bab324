package io.vedette.detector.dataset;

import io.vedette.detector.Box;
import io.vedette.detector.DetectorException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The annotation of one picture in Pascal VOC's XML. Coordinates are taken as written, as other
 * readers do, though VOC itself counts pixels from one. Objects marked difficult count as crowd:
 * finding them is neither right nor wrong.
 *
 * <p>Texts are collected by their path below the root; an object is closed at its end tag.
 */
final class VocFile {

  private final Path file;
  private final XMLStreamReader xml;
  private final NamedDataset.NamedPicture picture;
  private final Map<String, String> top = new HashMap<>();
  private final Map<String, String> object = new HashMap<>();

  private VocFile(Path file, XMLStreamReader xml, NamedDataset.NamedPicture picture) {
    this.file = file;
    this.xml = xml;
    this.picture = picture;
  }

  /**
   * @param picture takes what is read: an object that cannot be read is noted there, and the next
   *     one read
   */
  static void read(Path file, NamedDataset.NamedPicture picture, PicturePlaces places)
      throws DetectorException {
    XmlFile.read(
        file,
        BoundedReader.MAX_PICTURE_BYTES,
        xml -> {
          new VocFile(file, xml, picture).read(places);
          return true;
        });
  }

  private void read(PicturePlaces places) throws XMLStreamException, DetectorException {
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
    String id = BoundedReader.name(file).replaceAll("(?i)\\.xml$", "");
    String fileName = top.getOrDefault("annotation/filename", "");
    String name = places.find(fileName).isPresent() ? fileName : id;
    picture.file(
        id,
        places,
        name,
        file + ": its picture is not found: " + (fileName.isEmpty() ? id : fileName),
        (int) number(top, "annotation/size/width", "0"),
        (int) number(top, "annotation/size/height", "0"));
  }

  private void close(String path, String text) throws DetectorException {
    if (path.equals("annotation/object")) {
      picture.attempt(this::box);
      object.clear();
    } else if (path.startsWith("annotation/object/")) {
      object.put(path.substring("annotation/object/".length()), text);
    } else {
      top.putIfAbsent(path, text);
    }
  }

  private void box() throws DetectorException {
    int line = xml.getLocation().getLineNumber();
    String name = object.getOrDefault("name", "");
    if (name.isEmpty()) {
      throw BoundedReader.bad(file, line, "an object has no name");
    }
    Box box =
        BoundedReader.box(
            number(object, "bndbox/xmin", ""),
            number(object, "bndbox/ymin", ""),
            number(object, "bndbox/xmax", ""),
            number(object, "bndbox/ymax", ""),
            file,
            line);
    picture.box(name, box, object.getOrDefault("difficult", "0").equals("1"), file + ":" + line);
  }

  private float number(Map<String, String> from, String key, String otherwise)
      throws DetectorException {
    String text = from.getOrDefault(key, otherwise);
    return BoundedReader.number(text, file, xml.getLocation().getLineNumber());
  }
}
