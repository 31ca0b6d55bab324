package io.vedette.cloud.overview;

import io.vedette.cloud.loop.DeploymentLoop;
import io.vedette.cloud.loop.DeploymentLoops;
import io.vedette.cloud.quota.QuotaMeter.AtQuota;
import io.vedette.cloud.quota.Quotas;
import io.vedette.cloud.teacher.TeacherStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Teachers by name: who answers as them, and whose frames. May be called on any thread but those of
 * the control loops.
 */
public final class TeacherReader {

  /**
   * A deployment whose frames a teacher answers.
   *
   * @param waiting frames without a verdict
   * @param atQuota the quota that it is at
   */
  public record Taught(String name, long waiting, Quotas quotas, Optional<AtQuota> atQuota) {}

  /** The processes of one name, and the deployments that name it. */
  public record Named(String name, List<TeacherStatus> processes, List<Taught> deployments) {

    /** Deployments name it, and nobody answers. */
    public boolean isMissing() {
      return processes.isEmpty();
    }

    public long waiting() {
      return deployments.stream().mapToLong(Taught::waiting).sum();
    }
  }

  private final FrameAnswering answering;
  private final DeploymentLoops loops;

  public TeacherReader(FrameAnswering answering, DeploymentLoops loops) {
    this.answering = answering;
    this.loops = loops;
  }

  /** Those that are missing first, then in order of their names. */
  public List<Named> all() throws Exception {
    Map<String, List<TeacherStatus>> processes =
        answering.teachers().status().stream()
            .sorted(Comparator.comparing(TeacherStatus::workerId))
            .collect(Collectors.groupingBy(TeacherStatus::name, TreeMap::new, Collectors.toList()));
    Map<String, List<Taught>> deployments = deployments();
    TreeMap<String, Named> named = new TreeMap<>();
    for (String name : processes.keySet()) {
      named.put(
          name, new Named(name, processes.get(name), deployments.getOrDefault(name, List.of())));
    }
    deployments.forEach((name, its) -> named.putIfAbsent(name, new Named(name, List.of(), its)));
    List<Named> all = new ArrayList<>(named.values());
    all.sort(Comparator.comparing(each -> !each.isMissing()));
    return all;
  }

  private Map<String, List<Taught>> deployments() {
    Map<String, Long> waiting = answering.escalations().waiting();
    Map<String, AtQuota> atQuota =
        answering.quotas().atQuota().stream()
            .collect(Collectors.toMap(AtQuota::deployment, Function.identity()));
    TreeMap<String, List<Taught>> byTeacher = new TreeMap<>();
    for (DeploymentLoop loop : loops.all()) {
      var policy = loop.spec().teaching();
      Taught taught =
          new Taught(
              loop.name(),
              waiting.getOrDefault(loop.name(), 0L),
              policy.quotas(),
              Optional.ofNullable(atQuota.get(loop.name())));
      byTeacher.computeIfAbsent(policy.teacher(), name -> new ArrayList<>()).add(taught);
    }
    return byTeacher;
  }
}
