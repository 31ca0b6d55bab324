package io.vedette.cloud.rpc;

import io.vedette.cloud.identity.log.AuditLog;
import io.vedette.cloud.identity.log.AuditLogFilter;
import io.vedette.cloud.identity.log.AuditLogPage;
import io.vedette.proto.v1.AuditLogEntry;
import io.vedette.proto.v1.AuditLogVerdict;
import io.vedette.proto.v1.ListAuditLogRequest;
import io.vedette.proto.v1.ListAuditLogResponse;
import io.vedette.proto.v1.ManagementServiceGrpc;
import java.util.List;

/** The audit log, in its wire form. */
final class AuditLogPages implements AnsweredCalls {

  private final AuditLog log;

  AuditLogPages(AuditLog log) {
    this.log = log;
  }

  @Override
  public void addTo(ServiceCalls calls) {
    calls
        .answer(ManagementServiceGrpc.getListAuditLogMethod(), this::list)
        .answer(ManagementServiceGrpc.getGetAuditLogVerdictMethod(), request -> verify());
  }

  ListAuditLogResponse list(ListAuditLogRequest request) {
    AuditLogFilter filter =
        new AuditLogFilter(
            request.getWho(),
            request.getMethod(),
            request.getObject(),
            request.getFailedOnly(),
            request.getText(),
            request.getFromMs(),
            request.getToMs());
    long before = request.getPageToken().isEmpty() ? 0 : Paging.number(request.getPageToken());
    AuditLogPage page = log.page(filter, before, Paging.size(request.getPageSize()));
    List<AuditLogEntry> entries = page.entries().stream().map(AuditLogPages::write).toList();
    int fitting = Paging.fitting(entries);
    long next = fitting < entries.size() ? entries.get(fitting - 1).getSequence() : page.next();
    ListAuditLogResponse.Builder answer =
        ListAuditLogResponse.newBuilder().addAllEntries(entries.subList(0, fitting));
    if (next > 0) {
      answer.setNextPageToken(Paging.token(Long.toString(next)));
    }
    return answer.build();
  }

  AuditLogVerdict verify() {
    io.vedette.cloud.identity.log.AuditLogVerdict verdict = log.verify();
    return AuditLogVerdict.newBuilder()
        .setFirstSequence(verdict.first())
        .setLastSequence(verdict.last())
        .setChecked(verdict.checked())
        .setSha256(verdict.hash())
        .addAllFaults(verdict.faults())
        .build();
  }

  static AuditLogEntry write(io.vedette.cloud.identity.log.AuditLogEntry entry) {
    return AuditLogEntry.newBuilder()
        .setSequence(entry.sequence())
        .setAtMs(entry.atMs())
        .setWho(entry.who())
        .setRole(entry.role())
        .setCredential(entry.credential())
        .setAddress(entry.address())
        .setMethod(entry.method())
        .setObject(entry.object())
        .setRequest(entry.request())
        .setAnswer(entry.answer())
        .setOutcome(entry.outcome())
        .setText(entry.text())
        .setTimes(entry.times())
        .setPreviousSha256(entry.previous())
        .build();
  }
}
