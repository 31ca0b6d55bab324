package io.vedette.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ParentWatchTest {

  private final CountDownLatch ended = new CountDownLatch(1);

  @Test
  void theProcessEndsWhenItsInputEnds() throws Exception {
    PipedOutputStream parent = new PipedOutputStream();
    PipedInputStream input = new PipedInputStream(parent);
    ParentWatch.start(Map.of(ParentWatch.VARIABLE, "yes"), input, ended::countDown);
    parent.write('x');
    assertThat(ended.getCount()).isOne();

    parent.close();

    assertThat(ended.await(1, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void anEmptyInputEndsNoProcessThatWasNotTold() throws Exception {
    try (PipedInputStream input = new PipedInputStream(new PipedOutputStream())) {
      ParentWatch.start(Map.of(), input, ended::countDown);
    }
    assertThat(ended.getCount()).isOne();
  }
}
