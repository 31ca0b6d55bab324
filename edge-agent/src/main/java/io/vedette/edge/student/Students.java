package io.vedette.edge.student;

import io.vedette.detector.DetectorException;
import io.vedette.detector.TileSpec;
import io.vedette.edge.camera.CameraConfig;
import io.vedette.edge.disk.DataDirectory;
import io.vedette.edge.escalate.Escalator;
import io.vedette.edge.field.FieldCounters;
import io.vedette.edge.learn.LearnerConfig;
import io.vedette.edge.learn.ReplayStore;
import io.vedette.edge.link.AssignmentRequest;
import io.vedette.edge.pipeline.OpenModels;
import io.vedette.edge.pipeline.Pipeline;
import io.vedette.edge.pipeline.Pipelines;
import io.vedette.edge.pipeline.StudentDetectors;
import io.vedette.edge.status.AgentStatus.StudentEntry;
import io.vedette.edge.status.InstalledModel;
import io.vedette.edge.status.LearnerProgress;
import io.vedette.edge.student.StudentOpener.FirstModel;
import io.vedette.edge.update.RunningModel;
import io.vedette.edge.update.StudentModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The students of an agent, and which of them each camera has: what the coordinator said last, also
 * after a restart without it. Before it has said anything, one student has all cameras. Anyone may
 * read; one thread applies assignments.
 */
public final class Students {

  private static final Logger log = LoggerFactory.getLogger(Students.class);

  /** How often it is looked whether a camera has come to its student. */
  private static final long MOVE_MILLIS = 20;

  private final List<String> cameras;
  private final StudentFolders folders;
  private final AssignmentFile file;
  private final StudentOpener opener;
  private volatile State state;

  /**
   * @param students by deployment, in the order of their first cameras; each has a camera
   */
  private record State(CameraAssignment assignment, Map<String, Student> students) {

    Student ofCamera(String camera) {
      return ofDeployment(assignment.of(camera).deployment());
    }

    Student ofDeployment(String deployment) {
      return Objects.requireNonNull(students.get(deployment));
    }
  }

  /** A camera that gets another student. */
  record Move(String camera, Student from, Student to) {}

  private Students(
      List<String> cameras,
      StudentFolders folders,
      AssignmentFile file,
      StudentOpener opener,
      State state) {
    this.cameras = cameras;
    this.folders = folders;
    this.file = file;
    this.opener = opener;
    this.state = state;
  }

  /**
   * Opens the students that an earlier process left, or the first one.
   *
   * @param cameras the agent's, in order
   * @param configured the model of a student that has no confirmed version
   * @throws IOException in one line, when a folder cannot be used
   * @throws DetectorException in one line, when a model cannot be used, or a camera has a rule for
   *     a label that the configured model does not know
   */
  public static Students open(
      DataDirectory data,
      List<CameraConfig> cameras,
      ConfiguredModel configured,
      LearnerConfig learner,
      OpenModels models)
      throws IOException, DetectorException {
    StudentFolders folders = StudentFolders.open(data);
    AssignmentFile file = new AssignmentFile(folders.assignment());
    StudentOpener opener = new StudentOpener(folders, learner, models);
    List<String> ids = cameras.stream().map(CameraConfig::id).toList();
    CameraAssignment stored =
        file.read().withIdle(folders.deployments(), ids, System.currentTimeMillis());
    FirstModel first = () -> StudentModel.configured(configured.file(), configured.hints(), models);
    Map<String, Student> students = new LinkedHashMap<>();
    for (String deployment : stored.students(ids).keySet()) {
      students.put(deployment, opener.open(deployment, first));
    }
    Students opened = new Students(ids, folders, file, opener, new State(stored, students));
    boolean isFirst = stored.cameras().isEmpty();
    for (CameraConfig camera : cameras) {
      check(camera, opened.state.ofCamera(camera.id()).running().model(), isFirst);
    }
    opened.deleteExpired();
    return opened;
  }

  /**
   * A rule for a label that the model does not know is an error of the configuration, unless the
   * coordinator chose the model: that must not stop the agent.
   */
  private static void check(CameraConfig camera, StudentModel model, boolean isFirst)
      throws DetectorException {
    try {
      camera.view().check(camera.id(), model.detectors().labels());
    } catch (DetectorException e) {
      if (isFirst && model.slot() == null) {
        throw e;
      }
      log.warn("{}", e.getMessage());
    }
  }

  /** What the first detector of a camera is opened of. */
  public StudentDetectors modelOf(String camera) {
    return state.ofCamera(camera).running().model().detectors();
  }

  /** Labels that the model of a camera knows. */
  public List<String> labelsOf(String camera) {
    Student student = state.ofCamera(camera);
    return student.running().of(camera).detectors().labels();
  }

  /**
   * Replaces a camera's detector by one with other tiles. Waits while a version is tried on the
   * camera, or while it moves to another student.
   *
   * @param tiles null: those that the model wants
   * @param first done when the new detector is open; nothing has changed when it fails
   * @throws DetectorException in one line, when there is no such detector
   */
  public void retile(Pipeline camera, @Nullable TileSpec tiles, RunningModel.Preparation first)
      throws IOException, DetectorException, InterruptedException {
    while (!state.ofCamera(camera.cameraId()).running().retile(camera, tiles, first)) {
      Thread.sleep(MOVE_MILLIS);
    }
  }

  /** The frame loops have started, each with its student's model. */
  public void begin(Pipelines pipelines) {
    for (String id : cameras) {
      Student student = state.ofCamera(id);
      pipelines
          .of(id)
          .ifPresent(camera -> student.running().join(camera, student.running().model()));
    }
  }

  Optional<Student> ofDeployment(String deployment) {
    return Optional.ofNullable(state.students.get(deployment));
  }

  Collection<Student> all() {
    return state.students.values();
  }

  OpenModels models() {
    return opener.models();
  }

  /**
   * Where a verdict on a frame is learnt from: the store of the student that its camera has. None
   * for a frame from before the camera came to the student: another teacher, with other labels, may
   * have answered it.
   */
  public Optional<ReplayStore> replayOf(String camera, long capturedAtMillis) {
    State now = state;
    boolean learns =
        cameras.contains(camera)
            && now.assignment.had(camera, capturedAtMillis, System.currentTimeMillis());
    return learns ? Optional.of(now.ofCamera(camera).replay()) : Optional.empty();
  }

  /** Cameras that belong to no deployment; they go on with their students. */
  public List<String> unassigned() {
    CameraAssignment now = state.assignment;
    return cameras.stream().filter(camera -> !now.of(camera).named()).toList();
  }

  /**
   * How the students are.
   *
   * @param rounds how far the federated round of a deployment is; gives null while there is none
   * @param field what models answered
   */
  public List<StudentEntry> status(
      Function<String, @Nullable LearnerProgress> rounds, FieldCounters field) {
    State now = state;
    List<StudentEntry> entries = new ArrayList<>();
    now.assignment
        .students(cameras)
        .forEach(
            (deployment, ids) ->
                entries.add(entry(now.ofDeployment(deployment), ids, rounds, field)));
    return entries;
  }

  private static StudentEntry entry(
      Student student,
      List<String> ids,
      Function<String, @Nullable LearnerProgress> rounds,
      FieldCounters field) {
    InstalledModel installed = student.running().model().installed();
    return new StudentEntry(
        student.deployment(),
        ids,
        installed,
        student.running().runsOn(),
        student.running().droppedAnswers(),
        student.replay().size(),
        rounds.apply(student.deployment()),
        field.of(ids, installed.modelDigest()));
  }

  /**
   * Stores an assignment and opens its students; the cameras are moved by the caller. A new student
   * begins with the model that its first camera runs, unless it had a version earlier.
   *
   * @return the cameras that get another student
   * @throws IOException when it cannot be stored; nothing has changed
   * @throws DetectorException when a student's model cannot be opened; nothing has changed
   */
  List<Move> apply(AssignmentRequest assignment) throws IOException, DetectorException {
    State before = state;
    CameraAssignment next = before.assignment.with(assignment, cameras, System.currentTimeMillis());
    Map<String, Student> students = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> wanted : next.students(cameras).entrySet()) {
      Student known = before.students.get(wanted.getKey());
      String camera = wanted.getValue().get(0);
      StudentModel first = before.ofCamera(camera).running().of(camera);
      students.put(
          wanted.getKey(), known == null ? opener.open(wanted.getKey(), () -> first) : known);
    }
    if (!next.equals(before.assignment)) {
      file.write(next);
    }
    State after = new State(next, students);
    state = after;
    return moves(before, after);
  }

  private List<Move> moves(State before, State after) {
    List<Move> moves = new ArrayList<>();
    for (String camera : cameras) {
      Student from = before.ofCamera(camera);
      Student to = after.ofCamera(camera);
      if (from != to) {
        moves.add(new Move(camera, from, to));
      }
    }
    return moves;
  }

  /** Tells an escalator what deployments name, as it is stored. */
  public void nameEscalation(Escalator escalator) {
    CameraAssignment now = state.assignment;
    escalator.apply(now.deployments(cameras), now.escalation());
  }

  /** Deletes the files of students that have been without cameras for long. */
  void deleteExpired() {
    List<String> deleted = new ArrayList<>();
    for (String deployment : state.assignment.expired(System.currentTimeMillis())) {
      try {
        folders.delete(deployment);
        deleted.add(deployment);
        log.info("the files of student {} are deleted: it has no camera any more", deployment);
      } catch (IOException e) {
        log.warn("the files of student {} cannot be deleted: {}", deployment, e.toString());
      }
    }
    state = new State(state.assignment.without(deleted), state.students);
  }
}
