package io.vedette.federated.worker;

import io.vedette.detector.DetectorException;
import io.vedette.detector.dataset.Dataset;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 over a job's settings and what its inputs hold. Where they lie makes no difference, so
 * that another worker can go on with the job.
 */
final class JobDigest {

  private static final Path NOWHERE = Path.of("");

  private JobDigest() {}

  static String of(LocalUpdateJob job, Dataset data) throws DetectorException, IOException {
    return hex(
        new LocalUpdateJob(
            content(job.base()),
            content(data),
            job.epochs(),
            job.batch(),
            job.learningRate(),
            job.seed(),
            NOWHERE));
  }

  static String of(DistillationJob job, Dataset data, Dataset heldOut)
      throws DetectorException, IOException {
    Path teacher = job.models().teacher();
    return hex(
        new DistillationJob(
            new DistillationJob.Models(
                content(job.models().student()),
                content(job.models().baseline()),
                teacher == null ? null : content(teacher)),
            new DistillationJob.Pictures(content(data), content(heldOut)),
            job.training(),
            job.teaching(),
            job.exitLoss(),
            NOWHERE));
  }

  /** A job whose paths are digests: a new setting is part of its text by itself. */
  private static String hex(Job withDigests) {
    byte[] text = withDigests.toString().getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(sha256().digest(text));
  }

  private static Path content(Dataset data) throws DetectorException {
    return Path.of(data.digest());
  }

  private static Path content(Path file) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return Path.of(HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
