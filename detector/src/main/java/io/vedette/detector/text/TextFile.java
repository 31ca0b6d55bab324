package io.vedette.detector.text;

import io.vedette.detector.DetectorException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A text file that somebody gave: UTF-8, or UTF-16 by its byte-order mark, with any kind of line
 * ends, and no larger than it may be.
 */
public final class TextFile {

  private final String text;

  private TextFile(String text) {
    this.text = text;
  }

  /**
   * A line that is not blank.
   *
   * @param number counted from 1, blank lines included
   * @param text without blanks at its ends
   */
  public record Line(int number, String text) {

    /** What blanks keep apart. */
    public String[] words() {
      return text.split("\\s+");
    }
  }

  /**
   * Reads a whole file.
   *
   * @param maxBytes a larger file is refused before it is read; less than two GiB
   * @throws DetectorException naming the file, when it cannot be read, is too large, or is no text
   */
  public static TextFile read(Path file, long maxBytes) throws DetectorException {
    byte[] bytes = bytes(file, maxBytes);
    TextEncoding encoding = TextEncoding.of(bytes);
    ByteBuffer in =
        ByteBuffer.wrap(bytes, encoding.markBytes(), bytes.length - encoding.markBytes());
    CharBuffer out = CharBuffer.allocate(in.remaining());
    CoderResult result =
        encoding
            .charset()
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(in, out, true);
    String text = unixLines(out.flip().toString());
    if (result.isError() || text.indexOf('\0') >= 0) {
      int end = text.indexOf('\0');
      long line =
          1 + text.chars().limit(end < 0 ? text.length() : end).filter(c -> c == '\n').count();
      throw new DetectorException(
          file + ":" + line + ": is no text in UTF-8; save the file as UTF-8");
    }
    return new TextFile(text);
  }

  private static byte[] bytes(Path file, long maxBytes) throws DetectorException {
    if (Files.isDirectory(file)) {
      throw new DetectorException(file + ": is a folder, not a file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      long size = Files.size(file);
      byte[] bytes = size > maxBytes ? new byte[0] : in.readNBytes((int) maxBytes + 1);
      if (Math.max(size, bytes.length) > maxBytes) {
        throw new DetectorException(
            file + ": has more than the " + maxBytes + " bytes that such a file may have");
      }
      return bytes;
    } catch (IOException e) {
      throw new UnreadableFileException(file, e);
    }
  }

  private static String unixLines(String text) {
    return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
  }

  /** All of it, without byte-order mark; every line end is a single {@code \n}. */
  public String text() {
    return text;
  }

  /** The lines that are not blank. */
  public List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      if (!line.isBlank()) {
        lines.add(new Line(number, line.strip()));
      }
    }
    return lines;
  }
}
