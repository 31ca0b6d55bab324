package io.vedette.edge.student;

import io.vedette.edge.escalate.EscalationSettings;
import io.vedette.edge.escalate.NamedEscalation;
import io.vedette.edge.link.AssignmentRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Which student each camera has. Pure: the time comes as a parameter.
 *
 * @param cameras by camera id; one that is missing has the student of {@link
 *     AssignmentRequest#DEFAULT}
 * @param idle students without cameras by deployment: since when, milliseconds since the epoch
 * @param escalation what deployments name of how frames are escalated
 */
record CameraAssignment(
    Map<String, AssignedCamera> cameras,
    Map<String, Long> idle,
    Map<String, NamedEscalation> escalation) {

  /** Before the coordinator has said anything. */
  static final CameraAssignment NONE = new CameraAssignment(Map.of(), Map.of(), Map.of());

  /** Idle students whose files are kept. */
  private static final int MAX_IDLE = 4;

  /** So long they are kept. */
  private static final long MAX_IDLE_MILLIS = TimeUnit.DAYS.toMillis(14);

  private static final AssignedCamera FIRST =
      new AssignedCamera(AssignmentRequest.DEFAULT, true, 0);

  /**
   * A camera of a student.
   *
   * @param named whether the last assignment named the camera; otherwise its deployment is gone
   * @param sinceMillis when it came to the student; 0: at the start
   */
  record AssignedCamera(String deployment, boolean named, long sinceMillis) {}

  CameraAssignment {
    cameras = Collections.unmodifiableMap(new LinkedHashMap<>(cameras));
    idle = Collections.unmodifiableMap(new TreeMap<>(idle));
    escalation = Collections.unmodifiableMap(new TreeMap<>(escalation));
  }

  AssignedCamera of(String camera) {
    return cameras.getOrDefault(camera, FIRST);
  }

  /**
   * Whether a camera had its student of now when it gave a frame. Where the clock was set back
   * since it came, nobody knows; then it had.
   */
  boolean had(String camera, long capturedAtMillis, long nowMillis) {
    long since = of(camera).sinceMillis();
    return capturedAtMillis >= since || since > nowMillis;
  }

  /** The students that the device's cameras have, with their cameras, in the cameras' order. */
  Map<String, List<String>> students(List<String> known) {
    Map<String, List<String>> byDeployment = new LinkedHashMap<>();
    for (String camera : known) {
      byDeployment.computeIfAbsent(of(camera).deployment(), d -> new ArrayList<>()).add(camera);
    }
    return byDeployment;
  }

  /**
   * The coordinator's assignment replaces the one before. A camera that it does not name keeps its
   * student.
   *
   * @param known the device's cameras; others are left out
   */
  CameraAssignment with(AssignmentRequest assignment, List<String> known, long nowMillis) {
    Map<String, AssignedCamera> next = new LinkedHashMap<>();
    for (String camera : known) {
      AssignedCamera before = of(camera);
      String wanted = assignment.deployments().get(camera);
      next.put(
          camera,
          wanted != null && !wanted.equals(before.deployment())
              ? new AssignedCamera(wanted, true, nowMillis)
              : new AssignedCamera(before.deployment(), wanted != null, before.sinceMillis()));
    }
    Set<String> left = new HashSet<>(idle.keySet());
    left.addAll(students(known).keySet());
    CameraAssignment moved =
        new CameraAssignment(next, idle, escalation).withIdle(left, known, nowMillis);
    return moved.withEscalation(assignment, known);
  }

  /** A student whose deployment the assignment does not name goes on as it does. */
  private CameraAssignment withEscalation(AssignmentRequest assignment, List<String> known) {
    Map<String, NamedEscalation> next = new TreeMap<>();
    for (String deployment : students(known).keySet()) {
      NamedEscalation before = escalation.get(deployment);
      EscalationSettings named = assignment.escalation().get(deployment);
      if (named != null) {
        next.put(deployment, NamedEscalation.of(named, before));
      } else if (before != null && !assignment.deployments().containsValue(deployment)) {
        next.put(deployment, before);
      }
    }
    return new CameraAssignment(cameras, idle, next);
  }

  /** The student of each camera, in the cameras' order. */
  Map<String, String> deployments(List<String> known) {
    Map<String, String> byCamera = new LinkedHashMap<>();
    known.forEach(camera -> byCamera.put(camera, of(camera).deployment()));
    return byCamera;
  }

  /**
   * Those of the students that have no camera are idle, since now unless since earlier.
   *
   * @param students by deployment, all whose files are there
   */
  CameraAssignment withIdle(Set<String> students, List<String> known, long nowMillis) {
    Set<String> busy = students(known).keySet();
    Map<String, Long> without = new TreeMap<>();
    students.stream()
        .filter(student -> !busy.contains(student))
        .forEach(student -> without.put(student, idle.getOrDefault(student, nowMillis)));
    return new CameraAssignment(cameras, without, escalation);
  }

  /** Idle students whose files need not be kept: all but the newest 4 of the last 14 days. */
  List<String> expired(long nowMillis) {
    List<Map.Entry<String, Long>> newest =
        idle.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
            .toList();
    List<String> expired = new ArrayList<>();
    for (int i = 0; i < newest.size(); i++) {
      if (i >= MAX_IDLE || nowMillis - newest.get(i).getValue() > MAX_IDLE_MILLIS) {
        expired.add(newest.get(i).getKey());
      }
    }
    return expired;
  }

  /** Without the students whose files were deleted. */
  CameraAssignment without(List<String> deleted) {
    Map<String, Long> left = new TreeMap<>(idle);
    left.keySet().removeAll(deleted);
    return new CameraAssignment(cameras, left, escalation);
  }
}
