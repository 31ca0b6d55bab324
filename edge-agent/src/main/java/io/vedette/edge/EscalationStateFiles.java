package io.vedette.edge;

import io.vedette.edge.disk.DurableFiles;
import io.vedette.edge.escalate.EscalationPolicy;
import io.vedette.edge.escalate.PolicyState;
import io.vedette.edge.escalate.audit.FieldAccuracy;
import io.vedette.edge.escalate.log.LogRecord;
import io.vedette.edge.escalate.log.SignalLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What deciding keeps on disk: the policy's state, what audits said, and the log of signals. A disk
 * that fails costs memory, never a frame.
 */
final class EscalationStateFiles implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EscalationStateFiles.class);
  private static final long LOG_BYTES = 64L << 20;

  private final Path state;
  private final Path audits;
  private final SignalLog signals;
  private boolean complained;

  private EscalationStateFiles(Path folder, SignalLog signals) {
    this.state = folder.resolve("policy.state");
    this.audits = folder.resolve("audits.state");
    this.signals = signals;
  }

  /** Opens a folder. */
  static EscalationStateFiles open(Path folder) throws IOException {
    Files.createDirectories(folder);
    return new EscalationStateFiles(folder, SignalLog.open(folder.resolve("signals"), LOG_BYTES));
  }

  /** Gives a policy what it learnt in an earlier run. */
  void remind(EscalationPolicy policy) {
    read(state, bytes -> policy.restore(PolicyState.of(bytes)));
  }

  /** Gives back what audits said in earlier runs. */
  void remind(FieldAccuracy accuracy) {
    read(audits, accuracy::restore);
  }

  private interface Restored {
    void from(byte[] bytes) throws IOException;
  }

  /** A damaged state is as none. */
  private static void read(Path file, Restored restored) {
    try {
      if (Files.exists(file)) {
        restored.from(Files.readAllBytes(file));
      }
    } catch (IOException e) {
      log.warn("{}: {}; it begins anew", file, e.getMessage());
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

  /** When this returns, what audits said survives a crash. */
  void keep(FieldAccuracy accuracy) {
    try {
      DurableFiles.write(audits, accuracy.toBytes());
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
