package io.vedette.edge.student;

import io.vedette.detector.DetectorException;
import io.vedette.edge.escalate.Escalator;
import io.vedette.edge.learn.Learner;
import io.vedette.edge.learn.LearnerConfig;
import io.vedette.edge.learn.TrainingThread;
import io.vedette.edge.link.AssignmentRequest;
import io.vedette.edge.link.CommandClient;
import io.vedette.edge.link.CommandHandler;
import io.vedette.edge.link.CommandPhase;
import io.vedette.edge.link.CommandProgress;
import io.vedette.edge.link.InstallRequest;
import io.vedette.edge.link.RoundRequest;
import io.vedette.edge.pipeline.Pipelines;
import io.vedette.edge.status.LearnerProgress;
import io.vedette.edge.student.Students.Move;
import io.vedette.edge.update.Installer;
import io.vedette.edge.update.TrustedKey;
import io.vedette.edge.update.UpdateConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what the coordinator says of students: which cameras each has, which version it shall
 * run, which rounds it shall take part in. One thread does so in the order in which it is said, and
 * hands versions and rounds to the student that is meant. It waits where a camera that moves is on
 * trial with a version.
 */
public final class StudentCommands implements CommandHandler, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(StudentCommands.class);
  private static final int MAX_WAITING = 256;
  private static final long CLOSE_SECONDS = 10;

  private final Students students;
  private final Pipelines pipelines;
  private final Escalator escalator;
  private final TrustedKey key;
  private final UpdateConfig update;
  private final LearnerConfig learning;
  private final CommandClient client;
  private final TrainingThread training = new TrainingThread();
  private final Map<String, StudentWorker> workers = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable AssignmentRequest> newest = new AtomicReference<>();
  private final Set<String> unknownCameras = new HashSet<>();
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MAX_WAITING),
          task -> {
            Thread created = new Thread(task, "students");
            created.setDaemon(true);
            return created;
          });
  private volatile String problem = "";

  private StudentCommands(
      Students students,
      Pipelines pipelines,
      Escalator escalator,
      TrustedKey key,
      UpdateConfig update,
      LearnerConfig learning,
      CommandClient client) {
    this.students = students;
    this.pipelines = pipelines;
    this.escalator = escalator;
    this.key = key;
    this.update = update;
    this.learning = learning;
    this.client = client;
  }

  /**
   * Starts to work for the students that there are, and resumes the round that an earlier process
   * was in. Versions that it died of are reported as failed.
   */
  public static StudentCommands start(
      Students students,
      Pipelines pipelines,
      Escalator escalator,
      TrustedKey key,
      UpdateConfig update,
      LearnerConfig learning,
      CommandClient client)
      throws IOException {
    StudentCommands commands =
        new StudentCommands(students, pipelines, escalator, key, update, learning, client);
    try {
      for (Student student : students.all()) {
        commands.employ(student);
      }
      return commands;
    } catch (IOException | RuntimeException e) {
      commands.close();
      throw e;
    }
  }

  private StudentWorker employ(Student student) throws IOException {
    student
        .crashed()
        .ifPresent(slot -> fail(slot.commandId(), slot.version() + " crashed this agent"));
    Learner learner = new Learner(student.round(), learning, student.replay(), client, training);
    Installer installer =
        new Installer(
            student.deployment(),
            student.slots(),
            student.running(),
            students.models(),
            key,
            update,
            client);
    StudentWorker worker = new StudentWorker(installer, learner);
    workers.put(student.deployment(), worker);
    learner.resume();
    return worker;
  }

  @Override
  public void onAssignment(AssignmentRequest assignment) {
    newest.set(assignment);
    offer(() -> {}, () -> log.warn("an assignment waits for many commands"));
  }

  @Override
  public void onInstall(String deployment, InstallRequest request) {
    command(request.commandId(), deployment, worker -> worker.installer().onCommand(request));
  }

  @Override
  public void onRound(String deployment, RoundRequest request) {
    command(request.commandId(), deployment, worker -> worker.learner().onCommand(request));
  }

  @Override
  public void onCancel(String commandId, String reason) {
    offer(
        () ->
            workers
                .values()
                .forEach(
                    worker -> {
                      worker.learner().onCancel(commandId, reason);
                      worker.installer().onCancel(commandId, reason);
                    }),
        () -> log.warn("command {} is not cancelled: too many commands wait", commandId));
  }

  private void command(String id, String deployment, Consumer<StudentWorker> work) {
    offer(
        () -> {
          StudentWorker worker = workers.get(deployment);
          if (worker == null) {
            fail(id, "no camera of this device belongs to deployment " + deployment);
          } else {
            work.accept(worker);
          }
        },
        () -> fail(id, "too many commands wait"));
  }

  /** Runs a task after those before it, and after the newest assignment. */
  private void offer(Runnable task, Runnable refused) {
    try {
      thread.execute(
          () -> {
            try {
              applyNewest();
              task.run();
            } catch (RuntimeException e) {
              log.error("a command failed", e);
            }
          });
    } catch (RejectedExecutionException e) {
      refused.run();
    }
  }

  private void fail(String commandId, String reason) {
    client.report(new CommandProgress(commandId, CommandPhase.FAILED, reason));
  }

  private void applyNewest() {
    AssignmentRequest assignment = newest.getAndSet(null);
    if (assignment == null) {
      return;
    }
    logUnknown(assignment);
    try {
      List<Move> moves = students.apply(assignment);
      students.nameEscalation(escalator);
      move(moves);
      problem = "";
    } catch (IOException | DetectorException e) {
      problem = "the assignment of cameras could not be applied: " + e.getMessage();
      log.warn("{}", problem);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void logUnknown(AssignmentRequest assignment) {
    for (String camera : assignment.deployments().keySet()) {
      if (!pipelines.cameras().contains(camera) && unknownCameras.add(camera)) {
        log.warn("the coordinator assigns camera {}, which this agent does not have", camera);
      }
    }
  }

  /** First those without cameras end; then cameras go, and come; then they get their models. */
  private void move(List<Move> moves) throws IOException, InterruptedException {
    for (String deployment : List.copyOf(workers.keySet())) {
      StudentWorker worker = workers.get(deployment);
      if (worker != null && students.ofDeployment(deployment).isEmpty()) {
        worker.retire("no camera of this device belongs to deployment " + deployment + " any more");
        workers.remove(deployment);
      }
    }
    for (Move move : moves) {
      log.info(
          "camera {} moves from {} to {}",
          move.camera(),
          move.from().deployment(),
          move.to().deployment());
      pipelines
          .of(move.camera())
          .ifPresent(
              camera -> move.to().running().join(camera, move.from().running().leave(camera)));
    }
    for (Student student : students.all()) {
      StudentWorker worker = workers.get(student.deployment());
      StudentWorker employed = worker == null ? employ(student) : worker;
      employed.installer().adoptCameras();
    }
    students.deleteExpired();
  }

  /** How far the round of a deployment's student is; null while there is none. */
  public @Nullable LearnerProgress progress(String deployment) {
    StudentWorker worker = workers.get(deployment);
    return worker == null ? null : worker.learner().progress();
  }

  /** Why cameras do not run what the coordinator wants, a line each. */
  public List<String> problems() {
    List<String> lines = new ArrayList<>();
    if (!problem.isEmpty()) {
      lines.add(problem);
    }
    workers.forEach(
        (deployment, worker) ->
            worker
                .installer()
                .refusing()
                .forEach(
                    (camera, reason) ->
                        lines.add(
                            "camera "
                                + camera
                                + " does not run the model of "
                                + deployment
                                + ": "
                                + reason)));
    return lines;
  }

  /** Stops; commands that run are resumed by the next process. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        log.warn("an assignment was not applied in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    workers.values().forEach(StudentWorker::close);
    training.close();
  }
}
