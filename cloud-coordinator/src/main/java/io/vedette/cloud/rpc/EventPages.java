package io.vedette.cloud.rpc;

import io.vedette.cloud.feed.Alarm;
import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.feed.FeedEntry;
import io.vedette.cloud.feed.FeedFilter;
import io.vedette.cloud.feed.Subject;
import io.vedette.proto.v1.Event;
import io.vedette.proto.v1.ListEventsRequest;
import io.vedette.proto.v1.ListEventsResponse;
import io.vedette.proto.v1.ManagementServiceGrpc;
import io.vedette.proto.v1.Severity;
import java.util.List;

/** The feed as messages: pages of entries, and alarms. */
final class EventPages implements AnsweredCalls {

  /** The kinds of objects that entries are about. */
  private static final List<String> TOPICS =
      List.of(
          "coordinator",
          "device",
          "distillation",
          "escalation",
          "rollout",
          "round",
          "teacher",
          "version");

  private final EventFeed feed;

  EventPages(EventFeed feed) {
    this.feed = feed;
  }

  @Override
  public void addTo(ServiceCalls calls) {
    calls.answer(ManagementServiceGrpc.getListEventsMethod(), this::list);
  }

  ListEventsResponse list(ListEventsRequest request) {
    FeedFilter filter =
        new FeedFilter(
            read(request.getLeastSeverity()),
            request.getTopic(),
            request.getObject(),
            request.getText(),
            request.getAfterSequence());
    int size = Paging.size(request.getPageSize());
    List<Event> found =
        feed
            .page(
                filter,
                request.getPageToken().isEmpty() ? 0 : Paging.number(request.getPageToken()),
                size + 1)
            .stream()
            .map(EventPages::write)
            .toList();
    int fitting = Paging.fitting(found.subList(0, Math.min(size, found.size())));
    ListEventsResponse.Builder answer =
        ListEventsResponse.newBuilder()
            .addAllEvents(found.subList(0, fitting))
            .addAllTopics(TOPICS);
    if (fitting < found.size()) {
      long last = found.get(fitting - 1).getSequence();
      answer.setNextPageToken(Paging.token(Long.toString(last)));
    }
    return answer.build();
  }

  private static FeedEntry.Severity read(Severity severity) {
    return switch (severity) {
      case SEVERITY_WARNING -> FeedEntry.Severity.WARNING;
      case SEVERITY_ERROR -> FeedEntry.Severity.ERROR;
      case SEVERITY_INFO, SEVERITY_UNSPECIFIED, UNRECOGNIZED -> FeedEntry.Severity.INFO;
    };
  }

  static Event write(FeedEntry entry) {
    return Event.newBuilder()
        .setSequence(entry.sequence())
        .setAtMs(entry.atMs())
        .setSeverity(EnumNames.of(Severity.class, entry.severity()))
        .setSubject(write(entry.subject()))
        .setText(entry.text())
        .build();
  }

  static io.vedette.proto.v1.Alarm write(Alarm alarm) {
    return io.vedette.proto.v1.Alarm.newBuilder()
        .setId(alarm.id())
        .setSeverity(EnumNames.of(Severity.class, alarm.severity()))
        .setSinceMs(alarm.sinceMs())
        .setSubject(write(alarm.subject()))
        .setText(alarm.text())
        .build();
  }

  private static io.vedette.proto.v1.Subject write(Subject subject) {
    return io.vedette.proto.v1.Subject.newBuilder()
        .setTopic(subject.topic())
        .setObject(subject.object())
        .setWho(subject.who())
        .build();
  }
}
