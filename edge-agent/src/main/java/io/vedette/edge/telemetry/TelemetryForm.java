package io.vedette.edge.telemetry;

import java.io.IOException;
import java.io.InputStream;

/** A way to write telemetry down. */
interface TelemetryForm {

  /** Larger files are refused, bytes. */
  int MAX_BYTES = 256 * 1024 * 1024;

  /** For people. */
  String name();

  /**
   * Whether a file that begins so is of this form.
   *
   * @param head its first bytes, at most {@link TelemetryFiles#HEAD}
   */
  boolean recognises(byte[] head);

  /**
   * Reads a whole file.
   *
   * @throws TelemetryException in one line, whatever the bytes are
   */
  Telemetry read(byte[] file) throws TelemetryException;

  /**
   * The same of a stream, to its end. A form of which only a small part is telemetry does not keep
   * the rest.
   */
  default Telemetry read(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new TelemetryException(
          "larger than " + MAX_BYTES / 1024 / 1024 + " MiB, the most that is read");
    }
    return read(bytes);
  }
}
