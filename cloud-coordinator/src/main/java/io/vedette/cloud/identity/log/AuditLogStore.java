package io.vedette.cloud.identity.log;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the rows of the audit log. */
public interface AuditLogStore {

  /**
   * Which rows are kept.
   *
   * @param first sequence number of the oldest row; 1 where none was dropped yet
   * @param last of the newest row; first - 1: there is none
   * @param before hash of the row before the first
   */
  record Span(long first, long last, String before) {}

  /** Empty when nothing was ever written. */
  Optional<Span> span();

  /**
   * Adds a row, drops another and sets the span, all or nothing.
   *
   * @param span as it is afterwards
   * @param row of sequence number {@code span.last()}
   * @param dropped sequence number of a row; 0: none
   * @throws java.io.UncheckedIOException when the disk fails
   */
  void append(Span span, byte[] row, long dropped);

  /** A row; null when it is not there. */
  byte @Nullable [] read(long sequence);
}
