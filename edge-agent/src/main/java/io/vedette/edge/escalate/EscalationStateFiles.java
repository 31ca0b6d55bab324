package io.vedette.edge.escalate;

import io.vedette.edge.disk.DamagedFiles;
import io.vedette.edge.disk.DurableFiles;
import io.vedette.edge.escalate.audit.FieldAccuracy;
import io.vedette.edge.escalate.log.LogRecord;
import io.vedette.edge.escalate.log.SignalLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of an escalator: the policy's state, the accuracy from audits, the log of signals. A
 * disk error is logged once and loses state, never a frame.
 */
final class EscalationStateFiles implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EscalationStateFiles.class);
  private static final long LOG_BYTES = 64L << 20;

  private final Path policyFile;
  private final Path auditFile;
  private final SignalLog signals;
  private boolean errorLogged;

  private EscalationStateFiles(Path folder, SignalLog signals) {
    this.policyFile = folder.resolve("policy.state");
    this.auditFile = folder.resolve("audits.state");
    this.signals = signals;
  }

  static EscalationStateFiles open(Path folder) throws IOException {
    Files.createDirectories(folder);
    return new EscalationStateFiles(folder, SignalLog.open(folder.resolve("signals"), LOG_BYTES));
  }

  /** Restores a policy's state from an earlier run. */
  void restore(EscalationPolicy policy) {
    read(policyFile, PolicyState::of).ifPresent(policy::restore);
  }

  /** Restores the audits of earlier runs. */
  void restore(FieldAccuracy accuracy) {
    read(
        auditFile,
        bytes -> {
          accuracy.restore(bytes);
          return accuracy;
        });
  }

  private static <T> Optional<T> read(Path file, DamagedFiles.Decoder<T> decoder) {
    try {
      return DamagedFiles.readOrSetAside(file, decoder, "its state begins anew");
    } catch (IOException e) {
      log.warn("{}: cannot be read, and is ignored: {}", file, e.toString());
      return Optional.empty();
    }
  }

  void write(PolicyState state) {
    try {
      DurableFiles.write(policyFile, state.toBytes());
      signals.flush();
    } catch (IOException e) {
      logOnce(e);
    }
  }

  /** Writes what audits said; when this returns it survives a crash. */
  void write(FieldAccuracy accuracy) {
    try {
      DurableFiles.write(auditFile, accuracy.toBytes());
    } catch (IOException e) {
      logOnce(e);
    }
  }

  /** Appends to the log of signals. */
  void append(LogRecord record) {
    try {
      signals.add(record);
    } catch (IOException e) {
      logOnce(e);
    }
  }

  private synchronized void logOnce(IOException e) {
    if (!errorLogged) {
      errorLogged = true;
      log.warn("escalation state cannot be written: {}", e.toString());
    }
  }

  @Override
  public void close() {
    try {
      signals.close();
    } catch (IOException e) {
      logOnce(e);
    }
  }
}
