package io.vedette.detector.dataset;

import io.vedette.detector.DetectorException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over what a dataset says: see {@link Dataset#digest()}. */
final class DatasetDigest {
  private DatasetDigest() {}

  static String of(Dataset dataset) throws DetectorException {
    MessageDigest digest = sha256();
    say(digest, "labels " + dataset.labels());
    for (Sample sample : dataset.samples()) {
      say(digest, "picture " + sample.width() + "x" + sample.height());
      file(digest, sample.file());
      for (Truth truth : sample.truths()) {
        say(digest, truth.toString());
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void file(MessageDigest digest, Path file) throws DetectorException {
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    } catch (IOException e) {
      throw new DetectorException(file + ": the picture cannot be read: " + e, e);
    }
  }

  private static void say(MessageDigest digest, String line) {
    digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
