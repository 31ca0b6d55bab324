package io.vedette.edge.escalate;

import io.vedette.edge.disk.DamagedFiles;
import io.vedette.edge.disk.DurableFiles;
import io.vedette.edge.escalate.audit.FieldAccuracy;
import io.vedette.edge.escalate.log.LogRecord;
import io.vedette.edge.escalate.log.SignalLog;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of an escalator: the policy's state, the accuracy from audits, the log of signals. A
 * disk error is logged once and loses state, never a frame.
 */
final class EscalationStateFiles implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EscalationStateFiles.class);
  private static final long LOG_BYTES = 64L << 20;

  private static final String POLICY = "policy";
  private static final String STATE = ".state";

  private final Path folder;
  private final Path auditFile;
  private final SignalLog signals;
  private boolean errorLogged;

  private EscalationStateFiles(Path folder, SignalLog signals) {
    this.folder = folder;
    this.auditFile = folder.resolve("audits.state");
    this.signals = signals;
  }

  static EscalationStateFiles open(Path folder) throws IOException {
    Files.createDirectories(folder);
    return new EscalationStateFiles(folder, SignalLog.open(folder.resolve("signals"), LOG_BYTES));
  }

  /** The state that the policy of a scope had in an earlier run; empty: there was none. */
  Optional<PolicyState> policy(String scope) {
    return read(policyFile(scope), PolicyState::of);
  }

  private Path policyFile(String scope) {
    return folder.resolve((scope.isEmpty() ? POLICY : POLICY + "-" + scope) + STATE);
  }

  /** Deletes the states of scopes that are no more. */
  void keep(Set<String> scopes) {
    Set<Path> kept = scopes.stream().map(this::policyFile).collect(Collectors.toSet());
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, POLICY + "-*" + STATE)) {
      for (Path file : files) {
        if (!kept.contains(file)) {
          Files.delete(file);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      logOnce(e);
    }
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

  void write(String scope, PolicyState state) {
    try {
      DurableFiles.write(policyFile(scope), state.toBytes());
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

  private synchronized void logOnce(Exception e) {
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
