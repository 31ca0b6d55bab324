package io.vedette.cli.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.detector.DetectorException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OrderedWorkTest {

  private final List<Integer> taken = new ArrayList<>();
  private final AtomicInteger read = new AtomicInteger();

  private OrderedWork.Source<Integer> upTo(int count) {
    return () -> read.get() == count ? null : read.getAndIncrement();
  }

  private static List<OrderedWork.Worker<Integer, Integer>> three(
      OrderedWork.Worker<Integer, Integer> worker) {
    return Collections.nCopies(3, worker);
  }

  @Test
  void outcomesComeInOrderThoughTheFirstTakesLongest() throws Exception {
    CountDownLatch othersDone = new CountDownLatch(2);
    OrderedWork.run(
        upTo(100),
        three(
            item -> {
              if (item == 0) {
                awaited(othersDone);
              }
              othersDone.countDown();
              return item * 10;
            }),
        taken::add);
    assertThat(taken).hasSize(100).isSorted().endsWith(990);
  }

  @Test
  void noMoreIsReadThanCanBeWorkedOn() throws Exception {
    AtomicInteger most = new AtomicInteger();
    OrderedWork.run(
        upTo(200),
        three(item -> item),
        outcome -> {
          taken.add(outcome);
          most.accumulateAndGet(read.get() - outcome, Math::max);
        });
    assertThat(taken).hasSize(200);
    // those that wait in order, one that waits for its place among them, one that is taken
    assertThat(most.get()).isLessThanOrEqualTo(3 + 2 + 2);
  }

  @Test
  void whatWasReadBeforeAFailureIsHandedOn() {
    assertThatThrownBy(
            () ->
                OrderedWork.run(
                    () -> {
                      if (read.get() == 20) {
                        throw new IOException("the film broke off");
                      }
                      return read.getAndIncrement();
                    },
                    three(item -> item),
                    taken::add))
        .isInstanceOf(IOException.class)
        .hasMessage("the film broke off");
    assertThat(taken).hasSize(20);

    taken.clear();
    read.set(0);
    assertThatThrownBy(
            () ->
                OrderedWork.run(upTo(Integer.MAX_VALUE), three(OrderedWorkTest::fails), taken::add))
        .isInstanceOf(DetectorException.class)
        .hasMessage("the model cannot answer");
    assertThat(taken).containsExactly(0, 1, 2, 3, 4);
  }

  private static int fails(int item) throws DetectorException {
    if (item == 5) {
      throw new DetectorException("the model cannot answer");
    }
    return item;
  }

  @Test
  void aSinkThatFailsEndsAllThreads() throws InterruptedException {
    List<@Nullable Thread> threads = Collections.synchronizedList(new ArrayList<>());
    assertThatThrownBy(
            () ->
                OrderedWork.run(
                    upTo(Integer.MAX_VALUE),
                    three(
                        item -> {
                          threads.add(Thread.currentThread());
                          return item;
                        }),
                    outcome -> {
                      throw new IOException("no space left");
                    }))
        .hasMessage("no space left");
    assertThat(threads).isNotEmpty();
    for (Thread thread : threads) {
      thread.join(TimeUnit.SECONDS.toMillis(30));
      assertThat(thread.isAlive()).isFalse();
    }
  }

  @Test
  void errorsAndUncheckedExceptionsGoThrough() {
    assertThatThrownBy(
            () ->
                OrderedWork.run(
                    upTo(9),
                    three(
                        item -> {
                          throw new OutOfMemoryError("none left");
                        }),
                    taken::add))
        .isInstanceOf(OutOfMemoryError.class);
    assertThatThrownBy(
            () ->
                OrderedWork.<Integer, Integer>run(
                    () -> {
                      throw new IllegalStateException("a bug");
                    },
                    three(item -> item),
                    taken::add))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a bug");
  }

  @Test
  void whoIsInterruptedStops() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> OrderedWork.run(upTo(1000), three(item -> item), taken::add))
        .isInstanceOf(IOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private static void awaited(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
