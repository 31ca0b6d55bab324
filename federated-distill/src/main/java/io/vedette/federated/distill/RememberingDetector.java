package io.vedette.federated.distill;

import io.vedette.detector.Detection;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.Picture;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A black-box teacher that is asked about each picture once. The key of an answer is the digest of
 * the model, of how it is used (thresholds, input, tiles), and of the picture's pixels.
 */
public final class RememberingDetector implements Detector {

  private final Detector detector;
  private final TeacherMemory memory;
  private long hits;
  private long misses;

  /** Asks a detector that it owns from now on. */
  public RememberingDetector(Detector detector, TeacherMemory memory) {
    this.detector = detector;
    this.memory = memory;
  }

  /** How often the memory knew the answer, and how often the teacher was asked; for people. */
  public String asked() {
    return misses + " pictures asked about, " + hits + " remembered";
  }

  @Override
  public DetectorSpec spec() {
    return detector.spec();
  }

  @Override
  public String digest() {
    return detector.digest();
  }

  @Override
  public String runsOn() {
    return detector.runsOn();
  }

  @Override
  public List<List<Detection>> detect(List<Picture> pictures) throws DetectorException {
    List<List<Detection>> answers = new ArrayList<>();
    for (Picture picture : pictures) {
      answers.add(answer(picture));
    }
    return answers;
  }

  private List<Detection> answer(Picture picture) throws DetectorException {
    String key = key(picture);
    Optional<List<Detection>> known =
        memory.bytes(key).flatMap(bytes -> RememberedBoxes.read(bytes, spec().labels()));
    if (known.isPresent()) {
      hits++;
      return known.get();
    }
    misses++;
    List<Detection> fresh = detector.detect(picture);
    memory.put(key, RememberedBoxes.write(fresh));
    return fresh;
  }

  private String key(Picture picture) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((digest() + spec()).getBytes(StandardCharsets.UTF_8));
      digest.update(
          ByteBuffer.allocate(8).putInt(picture.width()).putInt(picture.height()).array());
      return HexFormat.of().formatHex(digest.digest(picture.bgr()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public void close() {
    detector.close();
  }
}
