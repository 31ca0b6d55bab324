package io.vedette.cloud.store;

import org.apache.ignite.IgniteLogger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ignite's log, one level quieter: its information is of interest when debugging only. */
final class Slf4jIgniteLogger implements IgniteLogger {

  private final Logger log;

  Slf4jIgniteLogger() {
    this(LoggerFactory.getLogger("org.apache.ignite"));
  }

  private Slf4jIgniteLogger(Logger log) {
    this.log = log;
  }

  @Override
  public IgniteLogger getLogger(Object category) {
    String name = category instanceof Class<?> type ? type.getName() : String.valueOf(category);
    return new Slf4jIgniteLogger(LoggerFactory.getLogger(name));
  }

  @Override
  public void trace(String message) {
    log.trace(message);
  }

  @Override
  public void debug(String message) {
    log.trace(message);
  }

  @Override
  public void info(String message) {
    log.debug(message);
  }

  @Override
  public void warning(String message, @Nullable Throwable cause) {
    log.info(message, cause);
  }

  @Override
  public void error(String message, @Nullable Throwable cause) {
    log.error(message, cause);
  }

  @Override
  public boolean isTraceEnabled() {
    return log.isTraceEnabled();
  }

  @Override
  public boolean isDebugEnabled() {
    return log.isTraceEnabled();
  }

  @Override
  public boolean isInfoEnabled() {
    return log.isDebugEnabled();
  }

  /** A quiet logger would make Ignite print to the terminal instead. */
  @Override
  public boolean isQuiet() {
    return false;
  }

  @Override
  public @Nullable String fileName() {
    return null;
  }
}
