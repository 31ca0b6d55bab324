package io.vedette.dashboard;

import io.vedette.proto.v1.AuditLogEntry;
import io.vedette.proto.v1.AuditLogVerdict;
import io.vedette.proto.v1.ListAuditLogRequest;
import io.vedette.proto.v1.ListAuditLogResponse;
import java.util.List;

/** Some entries of an audit log. */
final class RecordedAuditLog {

  static final AuditLogVerdict VERDICT =
      AuditLogVerdict.newBuilder()
          .setFirstSequence(1)
          .setLastSequence(3)
          .setChecked(3)
          .setSha256("3f".repeat(32))
          .build();

  private static final List<AuditLogEntry> ENTRIES =
      List.of(
          entry(3, "anna", "operator", "session", "RevokeDevice", "line-3", "OK", 1)
              .setRequest("agent_id: \"line-3\" why: \"stolen\"")
              .build(),
          entry(2, "anna", "", "none", "SignIn", "anna", "UNAUTHENTICATED", 1_195)
              .setText("wrong name, password or code")
              .build(),
          entry(1, "", "", "none", "RollBack", "", "UNAUTHENTICATED", 1)
              .setText("nobody may not RollBack: sign in")
              .build());

  private RecordedAuditLog() {}

  private static AuditLogEntry.Builder entry(
      long sequence,
      String who,
      String role,
      String credential,
      String method,
      String object,
      String outcome,
      int times) {
    return AuditLogEntry.newBuilder()
        .setSequence(sequence)
        .setAtMs(1_796_008_500_000L + 60_000 * sequence)
        .setWho(who)
        .setRole(role)
        .setCredential(credential)
        .setAddress("10.0.0.7")
        .setMethod(method)
        .setObject(object)
        .setOutcome(outcome)
        .setTimes(times)
        .setPreviousSha256("0".repeat(64));
  }

  static ListAuditLogResponse answer(ListAuditLogRequest request) {
    return ListAuditLogResponse.newBuilder()
        .addAllEntries(
            ENTRIES.stream()
                .filter(e -> !request.getFailedOnly() || !e.getOutcome().equals("OK"))
                .filter(e -> request.getWho().isEmpty() || e.getWho().equals(request.getWho()))
                .toList())
        .build();
  }
}
