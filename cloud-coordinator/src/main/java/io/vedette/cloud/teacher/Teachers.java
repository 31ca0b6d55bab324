package io.vedette.cloud.teacher;

import io.vedette.cloud.escalation.AcceptedEscalation;
import io.vedette.cloud.escalation.Escalations;
import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.machine.ControlLoop;
import io.vedette.registry.RegistryException;
import io.vedette.registry.blob.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads frames from disk, sends them to teachers as {@link TeacherBatching} says, and stores the
 * verdicts. It has a control loop of its own, so that a slow disk delays verdicts and nothing else.
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

  /** Less than a message may have; one frame always fits. */
  private static final long MAX_BATCH_BYTES = 3_500_000;

  private final ControlLoop loop;
  private final Escalations escalations;
  private final BlobStore blobs;
  private final InstantSource clock;
  private final EventFeed feed;
  private final TeacherBatching batching;
  private final Map<String, Connected> connected = new LinkedHashMap<>();
  private long wakeAtMs = Long.MAX_VALUE;

  public Teachers(
      TeacherBatchConfig config,
      ControlLoop loop,
      Escalations escalations,
      BlobStore blobs,
      InstantSource clock,
      EventFeed feed) {
    this.loop = loop;
    this.escalations = escalations;
    this.blobs = blobs;
    this.clock = clock;
    this.feed = feed;
    this.batching = new TeacherBatching(config);
  }

  /** Offers the frames that waited when the coordinator last went down. */
  public void resume() {
    escalations.waiting().forEach(this::offer);
  }

  @Override
  public void accepted(AcceptedEscalation escalation) {
    offer(escalation.id());
  }

  private void offer(String escalationId) {
    loop.run(
        "offering a frame",
        () -> {
          batching.offer(escalationId, clock.millis());
          handOut();
        });
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
          batching.join(hello.workerId(), hello.maxBatch(), hello.maxInFlight());
          feed.info("teacher", hello.workerId() + " is ready");
          handOut();
        });
  }

  public void left(TeacherSession session) {
    loop.run(
        "a teacher leaving",
        () -> {
          String id = session.hello().workerId();
          Connected current = connected.get(id);
          if (current != null && current.session == session) {
            connected.remove(id);
            batching.leave(id);
            feed.warning("teacher", id + " went away; its frames go to the others");
            handOut();
          }
        });
  }

  public void answered(TeacherSession session, TeacherAnswer answer) {
    loop.run("a teacher's answer", () -> take(session, answer));
  }

  private void take(TeacherSession session, TeacherAnswer answer) {
    TeacherHello hello = session.hello();
    Set<String> asked = new HashSet<>(batching.answered(hello.workerId(), answer.batchId()));
    Connected worker = connected.get(hello.workerId());
    if (worker != null && !asked.isEmpty()) {
      worker.frames += asked.size();
      worker.batches++;
      worker.millis += answer.latencyMs();
    }
    for (TeacherAnswer.FrameAnswer frame : answer.answers()) {
      if (!asked.remove(frame.escalationId())) {
        continue;
      }
      if (frame.error().isEmpty()) {
        escalations.answer(frame.escalationId(), frame.detections(), hello.modelSha256());
      } else {
        escalations.giveUp(frame.escalationId(), "the teacher: " + frame.error());
        feed.warning("escalation", frame.escalationId() + ": the teacher: " + frame.error());
      }
    }
    // An answer that leaves frames out is asked again for those.
    asked.forEach(id -> batching.offer(id, clock.millis()));
    handOut();
  }

  private void handOut() {
    for (TeacherBatching.Handout handout : batching.handouts(clock.millis())) {
      Connected worker = connected.get(handout.workerId());
      if (worker != null) {
        worker.session.send(handout.batchId(), load(handout.frames()));
      }
    }
    for (String id : batching.takeGivenUp()) {
      escalations.giveUp(id, "no teacher came back with an answer");
      feed.error("escalation", id + " was given up: no teacher came back with an answer");
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
        Duration.ofMillis(Math.max(1, wakeAtMs - clock.millis())),
        "handing frames out",
        () -> {
          wakeAtMs = Long.MAX_VALUE;
          handOut();
        });
  }

  /** The frames of a batch, up to what fits in a message; the others are asked again later. */
  private List<TeacherFrame> load(List<String> ids) {
    List<TeacherFrame> frames = new ArrayList<>();
    long bytes = 0;
    for (String id : ids) {
      Optional<AcceptedEscalation> escalation = escalations.find(id);
      if (escalation.isEmpty() || !escalation.get().waiting()) {
        continue;
      }
      AcceptedEscalation e = escalation.get();
      bytes += e.frameBytes();
      if (bytes > MAX_BATCH_BYTES) {
        break;
      }
      try (InputStream in = blobs.open(e.frameSha256(), 0)) {
        frames.add(new TeacherFrame(id, in.readAllBytes(), e.width(), e.height()));
      } catch (IOException | RegistryException missing) {
        escalations.giveUp(id, "its picture cannot be read: " + missing.getMessage());
        feed.error("escalation", id + ": " + missing.getMessage());
      }
    }
    return frames;
  }

  /** Who is connected. */
  public List<TeacherStatus> status() throws Exception {
    return loop.ask(() -> connected.values().stream().map(Teachers::status).toList());
  }

  private static TeacherStatus status(Connected c) {
    TeacherHello hello = c.session.hello();
    return new TeacherStatus(
        hello.workerId(),
        hello.modelSha256(),
        c.frames,
        c.frames == 0 ? 0 : c.millis / c.frames,
        c.batches == 0 ? 0 : (double) c.frames / c.batches);
  }
}
