package io.vedette.detector.dataset;

import io.vedette.detector.Box;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** CVAT for images 1.1: {@code annotations.xml} with an element for each picture. */
final class CvatWriter implements DatasetWriter {

  @Override
  public void write(Dataset dataset, Path folder) throws IOException {
    WholeFile.write(
        folder.resolve("annotations.xml"),
        draft -> {
          try (BufferedWriter out = Files.newBufferedWriter(draft)) {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out);
            write(dataset, xml);
            xml.close();
          } catch (XMLStreamException e) {
            throw new IOException(e.getMessage(), e);
          }
        });
  }

  private static void write(Dataset dataset, XMLStreamWriter xml) throws XMLStreamException {
    xml.writeStartDocument();
    xml.writeStartElement("annotations");
    text(xml, "version", "1.1");
    xml.writeStartElement("meta");
    xml.writeStartElement("task");
    xml.writeStartElement("labels");
    for (String label : dataset.labels()) {
      xml.writeStartElement("label");
      text(xml, "name", label);
      xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndElement();
    int id = 0;
    for (Sample sample : dataset.samples()) {
      xml.writeStartElement("image");
      xml.writeAttribute("id", Integer.toString(id++));
      xml.writeAttribute("name", "images/" + BoundedReader.name(sample.file()));
      xml.writeAttribute("width", Integer.toString(sample.width()));
      xml.writeAttribute("height", Integer.toString(sample.height()));
      for (Truth truth : sample.truths()) {
        box(xml, dataset.labels().get(truth.classId()), truth.box());
      }
      xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private static void text(XMLStreamWriter xml, String element, String text)
      throws XMLStreamException {
    xml.writeStartElement(element);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }

  private static void box(XMLStreamWriter xml, String label, Box box) throws XMLStreamException {
    xml.writeEmptyElement("box");
    xml.writeAttribute("label", label);
    xml.writeAttribute("occluded", "0");
    xml.writeAttribute("source", "auto");
    xml.writeAttribute("xtl", pixels(box.x1()));
    xml.writeAttribute("ytl", pixels(box.y1()));
    xml.writeAttribute("xbr", pixels(box.x2()));
    xml.writeAttribute("ybr", pixels(box.y2()));
    xml.writeAttribute("z_order", "0");
  }

  private static String pixels(float value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
