package io.vedette.edge;

import io.vedette.edge.escalate.EscalationPolicy;
import io.vedette.edge.escalate.PolicyState;
import io.vedette.edge.escalate.log.LogRecord;
import io.vedette.edge.escalate.log.SignalLog;
import io.vedette.edge.outbox.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What deciding keeps on disk: the policy's state and the log of signals. A disk that fails costs
 * memory, never a frame.
 */
final class EscalationMemory implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EscalationMemory.class);
  private static final long LOG_BYTES = 64L << 20;

  private final Path state;
  private final SignalLog signals;
  private boolean complained;

  private EscalationMemory(Path state, SignalLog signals) {
    this.state = state;
    this.signals = signals;
  }

  /** Opens a folder. */
  static EscalationMemory open(Path folder) throws IOException {
    Files.createDirectories(folder);
    return new EscalationMemory(
        folder.resolve("policy.state"), SignalLog.open(folder.resolve("signals"), LOG_BYTES));
  }

  /** Gives a policy what it learnt in an earlier run; a damaged state is as none. */
  void remind(EscalationPolicy policy) {
    try {
      if (Files.exists(state)) {
        policy.restore(PolicyState.of(Files.readAllBytes(state)));
      }
    } catch (IOException e) {
      log.warn("{}: {}; the policy begins anew", state, e.getMessage());
    }
  }

  void keep(PolicyState learnt) {
    try {
      DurableFiles.write(state, learnt.toBytes());
      signals.flush();
    } catch (IOException e) {
      complain(e);
    }
  }

  void add(LogRecord record) {
    try {
      signals.add(record);
    } catch (IOException e) {
      complain(e);
    }
  }

  private synchronized void complain(IOException e) {
    if (!complained) {
      complained = true;
      log.warn("escalation memory cannot be kept: {}", e.toString());
    }
  }

  @Override
  public void close() {
    try {
      signals.close();
    } catch (IOException e) {
      complain(e);
    }
  }
}
