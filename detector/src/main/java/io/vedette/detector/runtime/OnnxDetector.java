package io.vedette.detector.runtime;

import io.vedette.detector.Box;
import io.vedette.detector.Detection;
import io.vedette.detector.Detector;
import io.vedette.detector.DetectorException;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.FrameImage;
import io.vedette.detector.Picture;
import io.vedette.detector.graph.Shape;
import io.vedette.detector.head.Candidate;
import io.vedette.detector.head.Head;
import io.vedette.detector.head.HeadOutput;
import io.vedette.detector.head.Heads;
import io.vedette.detector.head.Hints;
import io.vedette.detector.head.Nms;
import io.vedette.detector.head.SoundCandidates;
import io.vedette.detector.image.Letterbox;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A detector on ONNX Runtime: letterbox, session, head, suppression, back to the picture. */
public final class OnnxDetector implements Detector {

  /** A graph with an open batch gets at most so many pictures at once: that bounds its memory. */
  private static final int MAX_BATCH = 16;

  private static final Logger log = LoggerFactory.getLogger(OnnxDetector.class);

  private final OnnxSession session;
  private final Shared shared;
  private final DetectorSpec spec;
  private final PixelFormat format;
  private final Head head;
  private final String digest;
  private final boolean wholeBoxes;

  private final PictureRuns runs;

  /** Pictures that the graph takes at once; {@link Shape#DYNAMIC} for any number. */
  private final long fixedBatch;

  /** What the detectors on one session have in common. */
  private static final class Shared {
    private final AtomicInteger users = new AtomicInteger(1);
    private final AtomicLong dropped = new AtomicLong();
    private final String where;

    Shared(String where) {
      this.where = where;
    }
  }

  private OnnxDetector(
      OnnxSession session,
      Shared shared,
      DetectorSpec spec,
      PixelFormat format,
      Head head,
      String digest,
      boolean wholeBoxes) {
    this.session = session;
    this.shared = shared;
    this.spec = spec;
    this.format = format;
    this.head = head;
    this.digest = digest;
    this.wholeBoxes = wholeBoxes;
    this.runs = new PictureRuns(session, spec, format, head);
    this.fixedBatch = session.inputShape(spec.input().name()).get(0);
  }

  /**
   * Opens an ONNX file; its spec is inferred. Where the spec names tiles, each picture is looked at
   * tile by tile.
   *
   * @throws DetectorException when it is no ONNX model, its head is not known, or ONNX Runtime
   *     cannot run it
   */
  public static Detector open(Path model, Hints hints, RuntimeOptions options)
      throws DetectorException {
    DetectorModel read = DetectorModel.read(model, hints);
    return open(read.bytes(), read.spec(), model.toString(), options);
  }

  /** Opens an ONNX model whose spec is known; it looks at tiles where the spec names some. */
  public static Detector open(byte[] model, DetectorSpec spec, RuntimeOptions options)
      throws DetectorException {
    return open(model, spec, "model", options);
  }

  private static Detector open(
      byte[] model, DetectorSpec spec, String where, RuntimeOptions options)
      throws DetectorException {
    return TiledDetector.over(plain(model, spec, where, options), spec.tiles());
  }

  /**
   * One that looks at pictures as they are, whatever its spec says of tiles.
   *
   * @param where names the model in errors
   */
  static OnnxDetector plain(byte[] model, DetectorSpec spec, String where, RuntimeOptions options)
      throws DetectorException {
    Head head = Heads.of(spec.head().family());
    OnnxSession session = OnnxSession.open(model, where, options);
    PixelFormat format;
    try {
      format = PixelFormat.of(session, spec.input(), where);
    } catch (DetectorException e) {
      session.close();
      throw e;
    }
    Shared shared = new Shared(where);
    OnnxDetector detector =
        new OnnxDetector(session, shared, spec, format, head, sha256(model), options.wholeBoxes());
    try {
      detector.warmUp(options.warmUps());
    } catch (DetectorException | RuntimeException e) {
      detector.close();
      throw e;
    }
    return detector;
  }

  private void warmUp(int runs) throws DetectorException {
    int width = spec.input().width();
    int height = spec.input().height();
    Picture black = new Picture(width, height, new byte[3 * width * height]);
    for (int i = 0; i < runs; i++) {
      detect(black);
    }
    shared.dropped.set(0);
  }

  @Override
  public DetectorSpec spec() {
    return spec;
  }

  @Override
  public String digest() {
    return digest;
  }

  /** What runs the graph, and why nothing else does. */
  public ProviderReport providers() {
    return session.providers();
  }

  @Override
  public String runsOn() {
    return providers().toString();
  }

  @Override
  public long droppedAnswers() {
    return shared.dropped.get();
  }

  /** How many pictures the graph takes at once, 1 or more. */
  int largestBatch() {
    return fixedBatch == Shape.DYNAMIC ? MAX_BATCH : (int) fixedBatch;
  }

  /**
   * Another detector on the same session, for another thread: it has memory of its own for pictures
   * and answers, but not the model once more. The session is closed with the last of them.
   */
  OnnxDetector twin() {
    shared.users.incrementAndGet();
    return new OnnxDetector(session, shared, spec, format, head, digest, wholeBoxes);
  }

  @Override
  public List<List<Detection>> detect(List<Picture> pictures) throws DetectorException {
    return detectAll(pictures);
  }

  @Override
  public List<Detection> detect(FrameImage image) throws DetectorException {
    return detectAll(List.of(image)).get(0);
  }

  /** Answers images in whatever form they are. */
  List<List<Detection>> detectAll(List<? extends FrameImage> pictures) throws DetectorException {
    List<List<Detection>> answers = new ArrayList<>(pictures.size());
    int step = largestBatch();
    for (int from = 0; from < pictures.size(); from += step) {
      answers.addAll(answer(pictures.subList(from, Math.min(from + step, pictures.size()))));
    }
    return answers;
  }

  private List<List<Detection>> answer(List<? extends FrameImage> pictures)
      throws DetectorException {
    int batch = fixedBatch == Shape.DYNAMIC ? pictures.size() : (int) fixedBatch;
    PictureRuns.Answer run = runs.run(pictures, batch);
    List<List<Detection>> answers = new ArrayList<>(pictures.size());
    for (int i = 0; i < pictures.size(); i++) {
      answers.add(read(run.outputs(), i, batch, pictures.get(i), run.letterboxes().get(i)));
    }
    return answers;
  }

  private List<Detection> read(
      Map<String, FloatTensor> outputs, int i, int batch, FrameImage picture, Letterbox letterbox)
      throws DetectorException {
    Map<String, HeadOutput> own = new LinkedHashMap<>();
    outputs.forEach((name, tensor) -> own.put(name, part(name, tensor, i, batch)));
    List<Candidate> candidates = head.decode(own, spec, spec.scoreThreshold());
    List<Candidate> sound = SoundCandidates.of(candidates);
    shared.dropped.addAndGet(candidates.size() - sound.size());
    List<Candidate> kept = Nms.of(sound, spec, head.repeatsObjects());
    List<Detection> detections = new ArrayList<>(kept.size());
    for (Candidate candidate : kept) {
      Box box = letterbox.toPicture(candidate.box());
      detections.add(
          new Detection(
              wholeBoxes ? box : box.clip(picture.width(), picture.height()),
              candidate.classId(),
              spec.labels().get(candidate.classId()),
              candidate.score()));
    }
    return detections;
  }

  /** One picture's share of an output whose first dimension is the batch. */
  private static HeadOutput part(String name, FloatTensor tensor, int i, int batch) {
    long[] shape = tensor.shape();
    float[] values = tensor.values();
    boolean batched = shape.length > 0 && shape[0] == batch;
    int[] own = Arrays.stream(shape).skip(batched ? 1 : 0).mapToInt(Math::toIntExact).toArray();
    return new HeadOutput(name, own, values, batched ? i * (values.length / batch) : 0);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public void close() {
    runs.close();
    if (shared.users.decrementAndGet() == 0) {
      session.close();
      if (droppedAnswers() > 0) {
        log.warn(
            "{}: {} of its answers were dropped: boxes that are no numbers, infinite or inside out,"
                + " or scores outside 0 to 1; export it again, in float32",
            shared.where,
            droppedAnswers());
      }
    }
  }
}
