package io.vedette.cloud.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackgroundWorkTest {

  private final ControlLoop loop = new ControlLoop("control");
  private BackgroundWork background = new BackgroundWork(loop);

  @AfterEach
  void close() {
    background.close();
    loop.close();
  }

  private String result(java.util.concurrent.Callable<String> work) throws Exception {
    CompletableFuture<String> result = new CompletableFuture<>();
    background.run("a test", work, e -> "failed: " + e, result::complete);
    return result.get(30, TimeUnit.SECONDS);
  }

  @Test
  void aResultComesBackToTheControlLoop() throws Exception {
    CompletableFuture<String> thread = new CompletableFuture<>();
    background.run(
        "a test",
        () -> "done",
        Throwable::toString,
        r -> thread.complete(Thread.currentThread().getName()));
    assertThat(thread.get(30, TimeUnit.SECONDS)).isEqualTo("control");
  }

  @Test
  void whateverIsThrownIsAResult() throws Exception {
    assertThat(
            result(
                () -> {
                  throw new OutOfMemoryError("no room");
                }))
        .isEqualTo("failed: java.lang.OutOfMemoryError: no room");
    assertThat(
            result(
                () -> {
                  throw new java.io.IOException("gone");
                }))
        .contains("gone");
    assertThat(result(() -> "goes on")).isEqualTo("goes on");
  }

  @Test
  void aTaskThatMakesNoProgressFailsAndTheNextRuns() throws Exception {
    background.close();
    background = new BackgroundWork(loop, Duration.ZERO);
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    CompletableFuture<String> silent = new CompletableFuture<>();
    background.run(
        "a silent task",
        () -> {
          began.countDown();
          boolean interrupted = false;
          while (never.getCount() > 0) {
            try {
              never.await();
            } catch (InterruptedException e) {
              interrupted = true; // as a driver that does not return
            }
          }
          return "late " + interrupted;
        },
        e -> "failed: " + e.getMessage(),
        silent::complete);
    assertThat(began.await(30, TimeUnit.SECONDS)).isTrue();
    background.tick();
    assertThat(silent.get(30, TimeUnit.SECONDS)).isEqualTo("failed: made no progress for 0 s");
    assertThat(result(() -> "next")).isEqualTo("next");
    never.countDown();
    assertThat(result(() -> "and the next")).isEqualTo("and the next");
    assertThat(silent.get()).startsWith("failed");
  }
}
