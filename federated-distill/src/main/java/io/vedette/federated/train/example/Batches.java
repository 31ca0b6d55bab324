package io.vedette.federated.train.example;

import io.vedette.detector.DetectorException;
import io.vedette.detector.InputSpec;
import io.vedette.detector.image.Preprocessor;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The batches of one epoch, prepared by a thread of their own, a few ahead, as a {@link BatchPlan}
 * says.
 */
public final class Batches implements AutoCloseable {

  private static final int AHEAD = 3;
  private static final long PATIENCE_SECONDS = 300;

  private final Examples examples;
  private final InputSpec input;
  private final Augmentation augmentation;
  private final BatchPlan plan;
  private final BlockingQueue<Prepared> queue = new ArrayBlockingQueue<>(AHEAD);
  private final Thread thread;
  private int taken;

  /** A batch, or why there is none. */
  private record Prepared(@Nullable Batch batch, @Nullable Throwable failure) {}

  public Batches(
      Examples examples,
      InputSpec input,
      Augmentation augmentation,
      int batch,
      long seed,
      int epoch) {
    this.examples = examples;
    this.input = input;
    this.augmentation = augmentation;
    this.plan = new BatchPlan(examples.size(), augmentation, batch, seed, epoch);
    this.thread = new Thread(this::prepare, "training-batches");
    thread.setDaemon(true);
    thread.start();
  }

  /** Batches in an epoch of so many examples; a last one that is not full is left out. */
  public static int count(int examples, int batch) {
    return BatchPlan.count(examples, batch);
  }

  public int count() {
    return plan.count();
  }

  public boolean hasNext() {
    return taken < count();
  }

  /**
   * The next batch, when it is ready.
   *
   * @throws DetectorException when a picture cannot be read
   */
  public Batch next() throws DetectorException, InterruptedException {
    Prepared prepared = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (prepared == null) {
      throw new DetectorException(
          "no batch was ready within " + PATIENCE_SECONDS + " s: the disk or the machine is stuck");
    }
    taken++;
    if (prepared.failure() instanceof UnreadableExampleException unreadable) {
      throw unreadable.reason();
    }
    if (prepared.batch() == null) {
      throw new IllegalStateException("a batch could not be prepared", prepared.failure());
    }
    return prepared.batch();
  }

  private void prepare() {
    try {
      for (int i = 0; i < count(); i++) {
        queue.put(new Prepared(make(i), null));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed: nobody waits for more
    } catch (RuntimeException | Error e) {
      report(e);
    }
  }

  private void report(Throwable failure) {
    try {
      queue.put(new Prepared(null, failure));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Batch make(int number) {
    InputSpec sized =
        input.sized(plan.side(number, input.width()), plan.side(number, input.height()));
    float[] pixels = new float[plan.batch() * Preprocessor.size(sized)];
    FloatBuffer buffer = FloatBuffer.wrap(pixels);
    List<List<Target>> targets = new ArrayList<>();
    for (int place = 0; place < plan.batch(); place++) {
      int index = plan.example(number, place);
      Example example =
          augmentation
              .apply(index, examples::get, examples.size(), plan.random(index))
              .resized(sized.width(), sized.height());
      Preprocessor.fill(example.picture(), sized, buffer);
      targets.add(example.targets());
    }
    return new Batch(pixels, sized.height(), sized.width(), targets);
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }
}
