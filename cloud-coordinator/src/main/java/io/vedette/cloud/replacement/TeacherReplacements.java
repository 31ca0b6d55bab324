package io.vedette.cloud.replacement;

import io.vedette.cloud.escalation.AcceptedEscalation;
import io.vedette.cloud.escalation.Escalations;
import io.vedette.cloud.escalation.TeacherVerdict;
import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.feed.Subject;
import io.vedette.cloud.replacement.TeacherReplacement.State;
import io.vedette.cloud.teacher.Teachers;
import io.vedette.detector.Detection;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The replacements of teachers, one for each deployment: audits are sent to the new teacher when
 * they have their verdict, and what a person decides is done. Counts are durable with each audit.
 * Safe for use by several threads.
 */
public final class TeacherReplacements implements Escalations.Listener, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(TeacherReplacements.class);

  /** Audits that are compared, if nobody says how many. */
  private static final int USUAL = 200;

  /** Deployments and their teachers. */
  public interface DeploymentTeachers {

    /**
     * @throws IllegalArgumentException when there is no such deployment
     */
    String of(String deployment);

    /**
     * Gives a deployment another teacher; durable when this returns.
     *
     * @throws IllegalStateException in one line, when that cannot be done here
     */
    void change(String deployment, String teacher) throws Exception;
  }

  private final ReplacementStore store;
  private final Teachers teachers;
  private final DeploymentTeachers deployments;
  private final EventFeed feed;
  private final InstantSource clock;
  private final ConcurrentSkipListMap<String, TeacherReplacement> known =
      new ConcurrentSkipListMap<>();

  /** Writes counts: the teachers' loop never waits for the disk. */
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "teacher-replacements");
            thread.setDaemon(true);
            return thread;
          });

  public TeacherReplacements(
      ReplacementStore store,
      Teachers teachers,
      DeploymentTeachers deployments,
      EventFeed feed,
      InstantSource clock) {
    this.store = store;
    this.teachers = teachers;
    this.deployments = deployments;
    this.feed = feed;
    this.clock = clock;
    store.all().forEach(each -> known.put(each.deployment(), each));
  }

  /** The newest of each deployment, in order of their names. */
  public List<TeacherReplacement> all() {
    return List.copyOf(known.values());
  }

  /**
   * From now on a deployment's audits are answered by another teacher, too. An earlier comparison
   * is forgotten.
   *
   * @param audits how many are compared, 1 to 100,000; 0: 200
   * @throws IllegalArgumentException when there is no such deployment
   * @throws IllegalStateException when the teacher is the deployment's already, or one is compared
   */
  public synchronized TeacherReplacement start(String deployment, String teacher, int audits) {
    String old = deployments.of(deployment);
    if (old.equals(teacher)) {
      throw new IllegalStateException(
          teacher + " answers the frames of " + deployment + " already");
    }
    TeacherReplacement running = known.get(deployment);
    if (running != null && running.state() == State.COMPARING) {
      throw new IllegalStateException(
          deployment
              + " compares "
              + running.newTeacher()
              + " with "
              + running.oldTeacher()
              + " already; accept or drop it first");
    }
    TeacherReplacement started =
        TeacherReplacement.started(
            deployment, old, teacher, audits > 0 ? audits : USUAL, clock.millis());
    keep(started);
    feed.info(
        Subject.of("deployment", deployment).byPerson(),
        teacher + " answers the audits of " + deployment + ", too, beside " + old);
    return started;
  }

  /**
   * The new teacher takes the old one's place.
   *
   * @throws IllegalStateException when nothing is compared, or the teacher cannot be changed here
   */
  public synchronized TeacherReplacement accept(String deployment) throws Exception {
    TeacherReplacement running = running(deployment);
    deployments.change(deployment, running.newTeacher());
    TeacherReplacement ended = running.ended(State.ACCEPTED, clock.millis());
    end(ended);
    feed.info(
        Subject.of("deployment", deployment).byPerson(),
        running.newTeacher()
            + " answers the frames of "
            + deployment
            + " instead of "
            + running.oldTeacher()
            + "; its accuracy begins a new series");
    return ended;
  }

  /**
   * The old teacher stays.
   *
   * @throws IllegalStateException when nothing is compared
   */
  public synchronized TeacherReplacement drop(String deployment) {
    TeacherReplacement ended = running(deployment).ended(State.DROPPED, clock.millis());
    end(ended);
    feed.info(
        Subject.of("deployment", deployment).byPerson(),
        ended.newTeacher() + " no longer answers audits of " + deployment);
    return ended;
  }

  private TeacherReplacement running(String deployment) {
    return Optional.ofNullable(known.get(deployment))
        .filter(each -> each.state() == State.COMPARING)
        .orElseThrow(
            () -> new IllegalStateException(deployment + " compares no teachers; start it first"));
  }

  private void end(TeacherReplacement ended) {
    keep(ended);
    teachers.askNoSecond(ended.deployment(), ended.newTeacher());
  }

  private void keep(TeacherReplacement replacement) {
    store.put(replacement);
    known.put(replacement.deployment(), replacement);
  }

  @Override
  public void settled(AcceptedEscalation escalation) {
    TeacherReplacement running = known.get(escalation.deployment());
    if (running != null
        && running.wantsMore()
        && escalation.audit()
        && escalation.verdict() != null) {
      teachers.askSecond(escalation, running.newTeacher(), this::answered);
    }
  }

  private void answered(AcceptedEscalation audit, List<Detection> objects, String modelSha256) {
    try {
      writer.execute(() -> count(audit, objects, modelSha256));
    } catch (RejectedExecutionException closing) {
      log.debug("{} is not compared: closing", audit.id());
    }
  }

  private synchronized void count(
      AcceptedEscalation audit, List<Detection> objects, String modelSha256) {
    TeacherReplacement running = known.get(audit.deployment());
    TeacherVerdict verdict = audit.verdict();
    if (running == null || !running.wantsMore() || verdict == null) {
      return;
    }
    ComparedFrame frame =
        new ComparedFrame(
            audit.id(),
            audit.frameSha256(),
            audit.width(),
            audit.height(),
            verdict.detections(),
            objects);
    try {
      keep(
          running.with(frame, verdict.detections(), objects, verdict.teacherSha256(), modelSha256));
    } catch (RuntimeException failed) {
      log.warn("{} was not counted: {}", audit.id(), failed.getMessage());
    }
  }

  @Override
  public void close() {
    writer.shutdown();
  }
}
