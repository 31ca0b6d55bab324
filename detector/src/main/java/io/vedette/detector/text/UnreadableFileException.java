package io.vedette.detector.text;

import io.vedette.detector.DetectorException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file or folder that cannot be read, with the system's reason in words. */
public final class UnreadableFileException extends DetectorException {

  private static final long serialVersionUID = 1L;

  public UnreadableFileException(Path file, IOException cause) {
    super(file + ": " + reason(cause), cause);
  }

  private static String reason(IOException cause) {
    if (cause instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (cause instanceof AccessDeniedException) {
      return "cannot be read: permission denied";
    }
    String message = cause.getMessage();
    return "cannot be read" + (message == null ? "" : ": " + message.replaceAll("\\s+", " "));
  }
}
