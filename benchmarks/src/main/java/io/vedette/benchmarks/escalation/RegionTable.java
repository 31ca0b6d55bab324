package io.vedette.benchmarks.escalation;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.benchmarks.escalation.FrameTable.Heading;
import io.vedette.detector.DetectorException;
import io.vedette.edge.view.Region;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** What a teacher saw of regions, kept in a file: one JSON value a line, the heading first. */
final class RegionTable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final Heading heading;
  private final Map<Key, Row> rows = new LinkedHashMap<>();

  /** A region of a frame of a video. */
  record Key(String video, long index, Region region) {}

  /**
   * What the teacher saw of it.
   *
   * @param jpegBytes at the best of {@link FrameTable#QUALITIES}
   * @param teacher down to {@link FrameTable#FLOOR}, boxes in pixels of the frame
   */
  record Row(int jpegBytes, float[][] teacher) {}

  private record Line(
      String video,
      long index,
      int x,
      int y,
      int width,
      int height,
      int frameWidth,
      int frameHeight,
      int jpegBytes,
      float[][] teacher) {}

  private RegionTable(Path file, Heading heading) {
    this.file = file;
    this.heading = heading;
  }

  /**
   * Opens a table; one of other detectors or videos is begun anew.
   *
   * @throws DetectorException when the file is none
   */
  static RegionTable open(Path file, Heading heading) throws DetectorException {
    RegionTable table = new RegionTable(file, heading);
    if (Files.exists(file)) {
      table.read();
    }
    return table;
  }

  private void read() throws DetectorException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      if (!JSON.readValue(in.readLine(), Heading.class).equals(heading)) {
        return;
      }
      for (String text = in.readLine(); text != null; text = in.readLine()) {
        Line l = JSON.readValue(text, Line.class);
        Region region = new Region(l.x, l.y, l.width, l.height, l.frameWidth, l.frameHeight);
        rows.put(new Key(l.video, l.index, region), new Row(l.jpegBytes, l.teacher));
      }
    } catch (IOException e) {
      throw new DetectorException(
          file + ": no table of regions; delete it to have it made anew: " + e.getMessage(), e);
    }
  }

  @Nullable Row find(Key key) {
    return rows.get(key);
  }

  void put(Key key, Row row) {
    rows.put(key, row);
  }

  void write() throws IOException {
    try (BufferedWriter out =
        new BufferedWriter(
            new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8))) {
      out.write(JSON.writeValueAsString(heading));
      out.newLine();
      for (Map.Entry<Key, Row> entry : rows.entrySet()) {
        Region r = entry.getKey().region();
        Line line =
            new Line(
                entry.getKey().video(),
                entry.getKey().index(),
                r.x(),
                r.y(),
                r.width(),
                r.height(),
                r.frameWidth(),
                r.frameHeight(),
                entry.getValue().jpegBytes(),
                entry.getValue().teacher());
        out.write(JSON.writeValueAsString(line));
        out.newLine();
      }
    }
  }
}
