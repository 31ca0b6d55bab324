package io.vedette.detector.dataset;

import io.vedette.detector.DetectorException;
import io.vedette.detector.text.TextEncoding;
import io.vedette.detector.text.UnreadableFileException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;

/**
 * XML read event by event, of bounded size and nesting, without entities or anything from outside
 * the file. A byte-order mark outranks the encoding that the file says it has.
 */
final class XmlFile {

  private static final int MAX_NESTING = 64;

  private static final XMLInputFactory XML = XMLInputFactory.newFactory();

  static {
    // An annotation needs neither entities nor anything outside itself.
    XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
  }

  private XmlFile() {}

  /** What is made of the events. */
  @FunctionalInterface
  interface Reading<T> {
    T read(XMLStreamReader xml) throws XMLStreamException, DetectorException;
  }

  /**
   * @throws DetectorException naming file and line, when it is too large, cannot be read or is no
   *     valid XML
   */
  static <T> T read(Path file, long maxBytes, Reading<T> reading) throws DetectorException {
    try (PushbackInputStream in =
        new PushbackInputStream(
            Files.newInputStream(BoundedReader.file(file, maxBytes)), TextEncoding.START_BYTES)) {
      return reading.read(new Nesting(open(in)));
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
      throw new DetectorException(file + ":" + line + ": no valid XML", e);
    } catch (IOException e) {
      throw new UnreadableFileException(file, e);
    }
  }

  private static XMLStreamReader open(PushbackInputStream in)
      throws IOException, XMLStreamException {
    byte[] start = in.readNBytes(TextEncoding.START_BYTES);
    TextEncoding encoding = TextEncoding.of(start);
    in.unread(start, encoding.markBytes(), start.length - encoding.markBytes());
    return encoding.markBytes() == 0
        ? XML.createXMLStreamReader((InputStream) in)
        : XML.createXMLStreamReader(new InputStreamReader(in, encoding.charset()));
  }

  /** The name of the root element; empty if the file is no XML. */
  static String root(Path file) throws DetectorException {
    try (PushbackInputStream in =
        new PushbackInputStream(Files.newInputStream(file), TextEncoding.START_BYTES)) {
      XMLStreamReader xml = open(in);
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamReader.START_ELEMENT) {
          return xml.getLocalName();
        }
      }
      return "";
    } catch (XMLStreamException e) {
      return "";
    } catch (IOException e) {
      throw new UnreadableFileException(file, e);
    }
  }

  /** Ends the reading of what is nested too deeply. */
  private static final class Nesting extends StreamReaderDelegate {

    private int depth;

    Nesting(XMLStreamReader xml) {
      super(xml);
    }

    @Override
    public int next() throws XMLStreamException {
      int event = super.next();
      depth += event == START_ELEMENT ? 1 : event == END_ELEMENT ? -1 : 0;
      if (depth > MAX_NESTING) {
        throw new XMLStreamException("nested too deeply", getLocation());
      }
      return event;
    }
  }
}
