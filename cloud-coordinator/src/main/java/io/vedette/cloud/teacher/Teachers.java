package io.vedette.cloud.teacher;

import io.vedette.cloud.escalation.AcceptedEscalation;
import io.vedette.cloud.escalation.Escalations;
import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.feed.Subject;
import io.vedette.cloud.frame.DamagedFrameException;
import io.vedette.cloud.frame.FrameStore;
import io.vedette.cloud.machine.ActiveTime;
import io.vedette.cloud.machine.ControlLoop;
import io.vedette.cloud.quota.QuotaMeter;
import io.vedette.cloud.quota.TeachingPolicies;
import io.vedette.cloud.quota.TeachingPolicy;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/**
 * Reads frames from disk, sends them to teachers as {@link TeacherBatching} says, and stores the
 * verdicts. It has a control loop of its own, so that a slow disk delays verdicts and nothing else,
 * and a clock of its own, which stands still while the process is stopped.
 */
public final class Teachers implements Escalations.Listener {

  private static final class Connected {
    final TeacherSession session;
    long frames;
    long batches;
    double millis;

    Connected(TeacherSession session) {
      this.session = session;
    }
  }

  /** Pictures of one message; the teacher fetches the others of the batch by their digest. */
  private static final long MAX_MESSAGE_BYTES = 3_500_000;

  private static final Duration TICK = Duration.ofSeconds(1);

  /** Until a verdict that could not be stored is asked for again. */
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  private final ControlLoop loop;
  private final Escalations escalations;
  private final FrameStore frames;
  private final ActiveTime time;
  private final EventFeed feed;
  private final QuotaMeter quotas;
  private final TeacherBatching batching;
  private final SecondAnswers seconds = new SecondAnswers();
  private final Map<String, Connected> connected = new ConcurrentSkipListMap<>();
  private long wakeAtMs = Long.MAX_VALUE;

  public Teachers(
      TeacherBatchConfig config,
      TeachingPolicies policies,
      QuotaMeter quotas,
      ControlLoop loop,
      Escalations escalations,
      FrameStore frames,
      InstantSource clock,
      EventFeed feed) {
    this.loop = loop;
    this.escalations = escalations;
    this.frames = frames;
    this.time = new ActiveTime(clock, TICK);
    this.feed = feed;
    this.quotas = quotas;
    this.batching = new TeacherBatching(config, SecondAnswers.policies(policies));
  }

  /** Offers the frames that waited when the coordinator last went down. */
  public void resume() {
    loop.every(TICK, "a tick of the teachers", this::tick);
    escalations.waiting().forEach(this::offerIfWaiting);
  }

  private void tick() {
    for (String id : batching.hung(nowMs())) {
      Connected worker = connected.get(id);
      if (worker != null) {
        feed.error(Subject.of("teacher", id), id + " hangs; its connection is closed");
        worker.session.close("no answer for several times the deadline");
        forget(worker.session);
      }
    }
    handOut();
  }

  private long nowMs() {
    time.tick();
    return time.now().activeMs();
  }

  @Override
  public void accepted(AcceptedEscalation escalation) {
    loop.run(
        "offering a frame",
        () -> {
          offer(escalation);
          handOut();
        });
  }

  private void offer(AcceptedEscalation escalation) {
    batching.offer(escalation.id(), escalation.deployment(), nowMs());
  }

  /**
   * Asks another teacher about an audit that has its verdict; its time is that of the audit's
   * deployment. May be called on any thread.
   *
   * @param teacher name of the teachers that are asked
   * @param listener hears the answer, if there is one
   */
  public void askSecond(AcceptedEscalation audit, String teacher, SecondAnswers.Listener listener) {
    loop.run(
        "asking another teacher",
        () -> {
          String turn = SecondAnswers.turn(audit.deployment(), teacher);
          String id = seconds.add(turn, audit, listener);
          if (id != null) {
            batching.offer(id, turn, nowMs());
            handOut();
          }
        });
  }

  /** Asks another teacher about no audits of a deployment any more. May be called on any thread. */
  public void askNoSecond(String deployment, String teacher) {
    loop.run(
        "asking another teacher no more",
        () -> seconds.dropAll(SecondAnswers.turn(deployment, teacher)).forEach(batching::withdraw));
  }

  /** A frame that a teacher is asked about. */
  private Optional<AcceptedEscalation> find(String id) {
    return seconds.has(id) ? seconds.find(id) : escalations.findWaiting(id);
  }

  /** Offers a frame again. */
  private void offerIfWaiting(String id) {
    seconds.drop(id);
    escalations.findWaiting(id).ifPresent(this::accepted);
  }

  public void joined(TeacherSession session) {
    loop.run(
        "a teacher joining",
        () -> {
          TeacherHello hello = session.hello();
          Connected older = connected.put(hello.workerId(), new Connected(session));
          if (older != null) {
            older.session.close("another worker took the name " + hello.workerId());
          }
          countTeachers();
          batching.join(hello.workerId(), hello.name(), hello.maxBatch(), hello.maxInFlight());
          feed.info(
              Subject.of("teacher", hello.workerId()).by(hello.workerId()),
              hello.workerId()
                  + " is ready"
                  + (hello.name().equals(TeachingPolicy.DEFAULT_TEACHER)
                      ? ""
                      : " to answer as " + hello.name()));
          handOut();
        });
  }

  public void left(TeacherSession session) {
    loop.run(
        "a teacher leaving",
        () -> {
          if (forget(session)) {
            feed.warning(
                Subject.of("teacher", session.hello().workerId()).by(session.hello().workerId()),
                session.hello().workerId() + " went away; its frames go to the others");
            handOut();
          }
        });
  }

  private boolean forget(TeacherSession session) {
    String id = session.hello().workerId();
    Connected current = connected.get(id);
    if (current == null || current.session != session) {
      return false;
    }
    connected.remove(id);
    countTeachers();
    batching.leave(id);
    return true;
  }

  private void countTeachers() {
    Map<String, Integer> byName = new HashMap<>();
    connected.values().forEach(c -> byName.merge(c.session.hello().name(), 1, Integer::sum));
    quotas.teachers(byName);
  }

  public void answered(TeacherSession session, TeacherAnswer answer) {
    loop.run("a teacher's answer", () -> take(session, answer));
  }

  private void take(TeacherSession session, TeacherAnswer answer) {
    TeacherHello hello = session.hello();
    Connected worker = connected.get(hello.workerId());
    if (worker == null || worker.session != session) {
      return;
    }
    Set<String> asked =
        new HashSet<>(
            batching.answered(hello.workerId(), answer.batchId(), answer.latencyMs(), nowMs()));
    if (!asked.isEmpty()) {
      worker.frames += asked.size();
      worker.batches++;
      worker.millis += answer.latencyMs();
      asked.stream()
          .flatMap(id -> find(id).stream())
          .findFirst()
          .ifPresent(e -> quotas.taught(e.deployment(), asked.size(), answer.latencyMs()));
    }
    for (TeacherAnswer.FrameAnswer frame : answer.answers()) {
      if (!asked.remove(frame.escalationId())) {
        continue;
      }
      if (seconds.has(frame.escalationId())) {
        takeSecond(frame, hello.modelSha256());
      } else if (frame.error().isEmpty()) {
        askAgainUnlessStored(
            frame.escalationId(),
            escalations.answer(frame.escalationId(), frame.detections(), hello.modelSha256()));
      } else {
        quarantine(frame.escalationId(), "the teacher: " + frame.error());
      }
    }
    // An answer that leaves frames out is asked again for those.
    asked.forEach(seconds::drop);
    asked.forEach(id -> escalations.findWaiting(id).ifPresent(this::offer));
    handOut();
  }

  private void takeSecond(TeacherAnswer.FrameAnswer frame, String modelSha256) {
    if (frame.error().isEmpty()) {
      seconds.answer(frame.escalationId(), frame.detections(), modelSha256);
    } else {
      seconds.drop(frame.escalationId());
    }
  }

  private void quarantine(String id, String why) {
    if (seconds.has(id)) {
      seconds.drop(id);
      return;
    }
    feed.warning(Subject.of("escalation", id), id + " is in the quarantine: " + why);
    askAgainUnlessStored(id, escalations.giveUp(id, why));
  }

  /** What the disk did not take waits still; the answer is asked for again when it may work. */
  @SuppressWarnings("FutureReturnValueIgnored")
  private void askAgainUnlessStored(String id, CompletableFuture<Void> stored) {
    stored.exceptionally(
        failure -> {
          loop.after(PAUSE_AFTER_FAILURE, "asking again", () -> offerIfWaiting(id));
          return null;
        });
  }

  private void handOut() {
    for (TeacherBatching.Handout handout : batching.handouts(nowMs())) {
      Connected worker = connected.get(handout.workerId());
      if (worker != null) {
        send(worker, handout);
      }
    }
    for (String id : batching.takeGivenUp()) {
      quarantine(id, "teachers broke off at this frame again and again, and at no other");
    }
    wakeWhenDue();
  }

  private void wakeWhenDue() {
    OptionalLong next = batching.nextWakeMs();
    if (next.isEmpty() || next.getAsLong() >= wakeAtMs) {
      return;
    }
    wakeAtMs = next.getAsLong();
    loop.after(
        Duration.ofMillis(Math.max(1, wakeAtMs - nowMs())),
        "handing frames out",
        () -> {
          wakeAtMs = Long.MAX_VALUE;
          handOut();
        });
  }

  private void send(Connected worker, TeacherBatching.Handout handout) {
    List<TeacherFrame> batch = load(handout.frames());
    if (!batch.isEmpty()) {
      worker.session.send(handout.batchId(), batch);
      return;
    }
    // Nothing of it waits, or the disk cannot be read now.
    List<String> left = batching.recall(handout);
    loop.after(PAUSE_AFTER_FAILURE, "asking again", () -> left.forEach(this::offerIfWaiting));
  }

  /** The frames of a batch that wait still: the first ones with their pictures. */
  private List<TeacherFrame> load(List<String> ids) {
    List<TeacherFrame> batch = new ArrayList<>();
    long bytes = 0;
    for (String id : ids) {
      AcceptedEscalation e = find(id).orElse(null);
      if (e == null) {
        continue;
      }
      bytes += e.frameBytes();
      try {
        byte[] picture = frames.read(e.frameSha256());
        batch.add(
            new TeacherFrame(
                id,
                bytes <= MAX_MESSAGE_BYTES ? picture : null,
                e.frameSha256(),
                e.frameBytes(),
                e.width(),
                e.height()));
      } catch (DamagedFrameException damaged) {
        quarantine(id, "its picture is damaged: " + damaged.getMessage());
      } catch (IOException failed) {
        feed.error(
            Subject.of("escalation", id),
            id + ": its picture cannot be read now: " + failed.getMessage());
      }
    }
    return batch;
  }

  /** The names of those that are connected. May be called on any thread. */
  public Set<String> names() {
    return connected.values().stream()
        .map(worker -> worker.session.hello().name())
        .collect(Collectors.toSet());
  }

  /** Who is connected. */
  public List<TeacherStatus> status() throws Exception {
    return loop.ask(() -> connected.values().stream().map(this::status).toList());
  }

  private TeacherStatus status(Connected c) {
    TeacherHello hello = c.session.hello();
    return new TeacherStatus(
        hello.workerId(),
        hello.name(),
        hello.modelSha256(),
        batching.underWay(hello.workerId()),
        c.frames,
        c.frames == 0 ? 0 : c.millis / c.frames,
        c.batches == 0 ? 0 : (double) c.frames / c.batches);
  }
}
