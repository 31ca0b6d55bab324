package io.vedette.cloud.identity.log;

import com.google.protobuf.Message;
import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.identity.AuditSink;
import io.vedette.cloud.identity.AuditedCall;
import io.vedette.cloud.identity.Role;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes calls into the audit log. An entry is durable when {@link #record} returns; what the log
 * cannot take raises an alarm. Refused and failed calls that repeat are counted, see {@link
 * RepeatedRefusals}.
 */
public final class CallRecorder implements AuditSink {

  private static final String ALARM = "audit-log";

  private final AuditLog log;
  private final EventFeed feed;
  private final InstantSource clock;
  private final RepeatedRefusals refusals = new RepeatedRefusals();

  public CallRecorder(AuditLog log, EventFeed feed, InstantSource clock) {
    this.log = log;
    this.feed = feed;
    this.clock = clock;
    if (!log.faultsAtStart().isEmpty()) {
      feed.alarm(ALARM, "the audit log is not whole: " + String.join("; ", log.faultsAtStart()));
    }
  }

  @Override
  public synchronized void record(AuditedCall call) {
    AuditLogEntry entry = entry(call);
    // Whoever fails again and again, by whatever fault, must not push the others out of the log.
    if (entry.succeeded()) {
      append(entry);
    } else {
      refusals.add(entry).ifPresent(this::append);
    }
    flush();
  }

  /** Writes what was counted in windows that have ended. */
  public synchronized void flush() {
    refusals.ended(clock.millis()).forEach(this::append);
  }

  private void append(AuditLogEntry entry) {
    try {
      log.append(entry);
    } catch (RuntimeException e) {
      feed.alarm(ALARM, "the audit log cannot be written: " + e.getMessage());
      throw e;
    }
  }

  private AuditLogEntry entry(AuditedCall call) {
    Message request = call.request();
    Role role = call.caller().role();
    return new AuditLogEntry(
        0,
        clock.millis(),
        call.caller().name(),
        role == null ? "" : role.label(),
        call.caller().kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        call.address(),
        call.method().substring(call.method().lastIndexOf('/') + 1),
        object(request, call.answer()),
        text(request),
        text(call.answer()),
        call.code(),
        call.description(),
        1,
        "");
  }

  /** What was asked for, or what came of it where the coordinator named it. */
  private static String object(@Nullable Message request, @Nullable Message answer) {
    String asked = request == null ? "" : MessageText.object(request);
    return asked.isEmpty() && answer != null ? MessageText.object(answer) : asked;
  }

  private static String text(@Nullable Message message) {
    return message == null ? "" : MessageText.of(message);
  }
}
