package io.vedette.federated.distill;

import io.vedette.detector.DetectorException;
import io.vedette.detector.graph.HalfFloats;
import io.vedette.detector.runtime.FloatTensor;
import io.vedette.federated.train.example.Batch;
import io.vedette.federated.train.example.Target;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A teacher that is asked about each picture once. The key of an answer is the digest of the
 * teacher, of the tensors asked for, and of the very pixels that it saw, whatever variation made
 * them; so an answer is never of another picture. A fresh answer is rounded as a remembered one, so
 * that nothing depends on what the memory happens to hold.
 */
final class RememberedOutputs implements TeacherOutputs {

  private final TeacherOutputs teacher;
  private final byte[] identity;
  private final TeacherMemory memory;
  private long hits;
  private long misses;

  /**
   * @param identity of the teacher and of what is asked of it
   */
  RememberedOutputs(TeacherOutputs teacher, byte[] identity, TeacherMemory memory) {
    this.teacher = teacher;
    this.identity = identity.clone();
    this.memory = memory;
  }

  /** Pictures that the memory knew. */
  long hits() {
    return hits;
  }

  /** Pictures that the teacher was asked about. */
  long misses() {
    return misses;
  }

  @Override
  public List<FloatTensor> of(Batch batch) throws DetectorException {
    int size = batch.pixels().length / batch.size();
    List<String> keys = new ArrayList<>();
    List<@Nullable List<FloatTensor>> answers = new ArrayList<>();
    List<Integer> unknown = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      keys.add(key(batch.pixels(), i * size, size));
      Optional<List<FloatTensor>> known = memory.get(keys.get(i));
      answers.add(known.orElse(null));
      if (known.isEmpty()) {
        unknown.add(i);
      }
    }
    hits += batch.size() - unknown.size();
    misses += unknown.size();
    if (!unknown.isEmpty()) {
      List<FloatTensor> computed = teacher.of(only(batch, unknown, size));
      for (int i = 0; i < unknown.size(); i++) {
        List<FloatTensor> answer = picture(computed, i);
        memory.put(keys.get(unknown.get(i)), answer);
        answers.set(unknown.get(i), answer.stream().map(RememberedOutputs::rounded).toList());
      }
    }
    return together(answers);
  }

  private String key(float[] pixels, int from, int size) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(identity);
      ByteBuffer bytes = ByteBuffer.allocate(4 * size);
      bytes.asFloatBuffer().put(pixels, from, size);
      return HexFormat.of().formatHex(digest.digest(bytes.array()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static Batch only(Batch batch, List<Integer> pictures, int size) {
    float[] pixels = new float[pictures.size() * size];
    List<List<Target>> targets = new ArrayList<>();
    for (int i = 0; i < pictures.size(); i++) {
      System.arraycopy(batch.pixels(), pictures.get(i) * size, pixels, i * size, size);
      targets.add(batch.targets().get(pictures.get(i)));
    }
    return new Batch(pixels, batch.height(), batch.width(), targets);
  }

  /** One picture's part of a batch's tensors, without the batch's dimension. */
  private static List<FloatTensor> picture(List<FloatTensor> batch, int index) {
    List<FloatTensor> parts = new ArrayList<>();
    for (FloatTensor tensor : batch) {
      long[] shape = Arrays.copyOfRange(tensor.shape(), 1, tensor.shape().length);
      int size = tensor.values().length / (int) tensor.shape()[0];
      float[] values = Arrays.copyOfRange(tensor.values(), index * size, (index + 1) * size);
      parts.add(FloatTensor.of(values, shape));
    }
    return parts;
  }

  private static FloatTensor rounded(FloatTensor tensor) {
    float[] values = tensor.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = HalfFloats.toFloat(HalfFloats.of(values[i]));
    }
    return FloatTensor.of(values, tensor.shape());
  }

  private static List<FloatTensor> together(List<@Nullable List<FloatTensor>> pictures) {
    List<FloatTensor> first = answer(pictures, 0);
    List<FloatTensor> batch = new ArrayList<>();
    for (int t = 0; t < first.size(); t++) {
      int size = first.get(t).values().length;
      float[] values = new float[pictures.size() * size];
      for (int i = 0; i < pictures.size(); i++) {
        System.arraycopy(answer(pictures, i).get(t).values(), 0, values, i * size, size);
      }
      long[] part = first.get(t).shape();
      long[] shape = new long[part.length + 1];
      shape[0] = pictures.size();
      System.arraycopy(part, 0, shape, 1, part.length);
      batch.add(FloatTensor.of(values, shape));
    }
    return batch;
  }

  private static List<FloatTensor> answer(List<@Nullable List<FloatTensor>> pictures, int index) {
    List<FloatTensor> answer = pictures.get(index);
    if (answer == null) {
      throw new IllegalStateException("a picture was left without an answer");
    }
    return answer;
  }
}
