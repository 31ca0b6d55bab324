package io.vedette.cloud.identity.log;

import java.util.Locale;

/**
 * Which entries are wanted. Empty texts and zeros mean: any.
 *
 * @param failedOnly only calls that were refused or failed
 * @param text that who, method, object, address, request, answer or text contains, in any case
 * @param fromMs not earlier, milliseconds since the epoch
 * @param toMs earlier than this, milliseconds since the epoch
 */
public record AuditLogFilter(
    String who,
    String method,
    String object,
    boolean failedOnly,
    String text,
    long fromMs,
    long toMs) {

  public static final AuditLogFilter ALL = new AuditLogFilter("", "", "", false, "", 0, 0);

  boolean matches(AuditLogEntry entry) {
    return is(who, entry.who())
        && is(method, entry.method())
        && is(object, entry.object())
        && (!failedOnly || !entry.succeeded())
        && entry.atMs() >= fromMs
        && (toMs == 0 || entry.atMs() < toMs)
        && (text.isEmpty() || contains(entry));
  }

  private static boolean is(String wanted, String found) {
    return wanted.isEmpty() || wanted.equals(found);
  }

  private boolean contains(AuditLogEntry entry) {
    String all =
        String.join(
            "\n",
            entry.who(),
            entry.method(),
            entry.object(),
            entry.address(),
            entry.request(),
            entry.answer(),
            entry.text());
    return all.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
  }
}
