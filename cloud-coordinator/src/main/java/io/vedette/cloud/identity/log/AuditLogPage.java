package io.vedette.cloud.identity.log;

import java.util.List;

/**
 * A part of the log, newest first.
 *
 * @param next the page after this one has lower sequence numbers; 0: there is none
 */
public record AuditLogPage(List<AuditLogEntry> entries, long next) {

  public AuditLogPage {
    entries = List.copyOf(entries);
  }
}
