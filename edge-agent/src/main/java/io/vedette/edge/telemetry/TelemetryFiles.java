package io.vedette.edge.telemetry;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads recordings of telemetry in any form that is known. */
public final class TelemetryFiles {

  /** So much of a file's beginning tells its form, bytes. */
  static final int HEAD = 64 * 1024;

  /** The first that recognises a file reads it. */
  static final List<TelemetryForm> FORMS =
      List.of(
          new TransportStreamForm(),
          new KlvForm(),
          new TlogForm(),
          new JpegForm(),
          new GpxForm(),
          new DjiSrtForm(),
          new NmeaForm(),
          new CsvForm());

  private TelemetryFiles() {}

  /**
   * Reads a recording.
   *
   * @throws TelemetryException when it is of no known form, damaged beyond use, or too large
   * @throws IOException when the file cannot be read
   */
  public static Telemetry read(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 20)) {
      in.mark(HEAD);
      byte[] head = in.readNBytes(HEAD);
      in.reset();
      return formOf(head).read(in);
    } catch (TelemetryException e) {
      throw new TelemetryException(file + ": " + e.getMessage());
    }
  }

  /** The form of a file with this beginning. */
  static TelemetryForm formOf(byte[] head) throws TelemetryException {
    if (head.length == 0) {
      throw new TelemetryException("the file is empty");
    }
    for (TelemetryForm form : FORMS) {
      if (form.recognises(head)) {
        return form;
      }
    }
    throw new TelemetryException(
        "no telemetry of a known form; known are "
            + String.join(", ", FORMS.stream().map(TelemetryForm::name).toList()));
  }
}
