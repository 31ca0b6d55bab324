package io.vedette.cloud.identity.log;

import java.util.List;

/**
 * What a check of the whole log found.
 *
 * @param first sequence number of the oldest entry that should be there
 * @param last of the newest
 * @param checked entries that were read
 * @param hash of the newest row; a copy kept elsewhere shows later that nothing before it changed
 * @param faults a line each, the first {@link AuditLog#MAX_FAULTS}; empty: the log is whole
 */
public record AuditLogVerdict(
    long first, long last, long checked, String hash, List<String> faults) {

  public AuditLogVerdict {
    faults = List.copyOf(faults);
  }

  public boolean whole() {
    return faults.isEmpty();
  }
}
