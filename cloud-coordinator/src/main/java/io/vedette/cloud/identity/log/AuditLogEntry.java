package io.vedette.cloud.identity.log;

/**
 * One action, or some refused ones of one kind.
 *
 * @param sequence grows by one from entry to entry, over restarts
 * @param atMs milliseconds since the epoch
 * @param who name of the caller: a person, a device, a worker; empty: unknown
 * @param role of the caller, in lower case
 * @param credential how the caller proved who it is: "certificate", "session", "api-token", "open",
 *     "none"
 * @param address from which the call came, without the port
 * @param method name of the called method: "RevokeDevice"
 * @param object what it was about: "line-3", "student"; empty: nothing in particular
 * @param request what was asked, in one line, without secrets
 * @param answer what came of it, in one line, without secrets; empty: nothing, or a refusal
 * @param outcome gRPC's name of the status: "OK", "PERMISSION_DENIED"
 * @param text of the status, for people; empty when it went well
 * @param times how often: more than once for refused calls of one kind only
 * @param previous SHA-256 of the row before, 64 hex digits; of the first entry {@link
 *     AuditLogRows#NOTHING_BEFORE}
 */
public record AuditLogEntry(
    long sequence,
    long atMs,
    String who,
    String role,
    String credential,
    String address,
    String method,
    String object,
    String request,
    String answer,
    String outcome,
    String text,
    int times,
    String previous) {

  private static final int MAX_NAME = 200;
  private static final int MAX_TEXT = 500;
  private static final int MAX_MESSAGE = 2_000;

  public AuditLogEntry {
    who = shortened(who, MAX_NAME);
    address = shortened(address, MAX_NAME);
    method = shortened(method, MAX_NAME);
    object = shortened(object, MAX_NAME);
    request = shortened(request, MAX_MESSAGE);
    answer = shortened(answer, MAX_MESSAGE);
    text = shortened(text, MAX_TEXT);
  }

  private static String shortened(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }

  /** The same, at its place in the log. */
  AuditLogEntry after(long before, String hash) {
    return new AuditLogEntry(
        before + 1,
        atMs,
        who,
        role,
        credential,
        address,
        method,
        object,
        request,
        answer,
        outcome,
        text,
        times,
        hash);
  }

  /** The same, for so many calls. */
  AuditLogEntry repeated(int calls) {
    return new AuditLogEntry(
        sequence,
        atMs,
        who,
        role,
        credential,
        address,
        method,
        object,
        request,
        answer,
        outcome,
        text,
        calls,
        previous);
  }

  /** Whether the call did what it asked for. */
  public boolean succeeded() {
    return outcome.equals("OK");
  }
}
