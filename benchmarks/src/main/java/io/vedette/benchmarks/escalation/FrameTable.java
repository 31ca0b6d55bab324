package io.vedette.benchmarks.escalation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.detector.DetectorException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The frames of one {@link StudyInput} with all detections.
 *
 * @param heading what it was made of
 */
record FrameTable(Heading heading, List<FrameRow> rows) {

  /** Detections are kept down to this score. */
  static final float FLOOR = 0.01f;

  /** JPEG qualities that are tried. */
  static final List<Integer> QUALITIES = List.of(90, 75, 50, 30);

  private static final ObjectMapper JSON = new ObjectMapper();

  FrameTable {
    rows = List.copyOf(rows);
  }

  /**
   * What a table was made of; a table of something else is made anew.
   *
   * @param form changes when rows gain a column
   * @param student SHA-256
   * @param teacher SHA-256
   * @param labels that classes count in
   * @param studentThreshold at which the student's answers are shown
   * @param teacherThreshold at which the teacher's answers are shown
   * @param labelled whether the rows have truths
   * @param source what frames were taken from
   */
  record Heading(
      int form,
      String student,
      String teacher,
      List<String> labels,
      float studentThreshold,
      float teacherThreshold,
      boolean labelled,
      String source) {}

  /** Writes one JSON value a line, the heading first. */
  void write(Path file) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (BufferedWriter out =
        new BufferedWriter(
            new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(part)), StandardCharsets.UTF_8))) {
      out.write(JSON.writeValueAsString(heading));
      out.newLine();
      for (FrameRow row : rows) {
        out.write(JSON.writeValueAsString(row));
        out.newLine();
      }
    }
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Reads a table back.
   *
   * @throws DetectorException when the file is none
   */
  static FrameTable read(Path file) throws DetectorException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      Heading heading = JSON.readValue(in.readLine(), Heading.class);
      List<FrameRow> rows = new ArrayList<>();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        rows.add(JSON.readValue(line, FrameRow.class));
      }
      return new FrameTable(heading, rows);
    } catch (JsonProcessingException e) {
      throw new DetectorException(file + ": no frame table; delete it to have it made anew", e);
    } catch (IOException e) {
      throw new DetectorException(file + ": the frame table cannot be read: " + e.getMessage(), e);
    }
  }
}
