package io.vedette.cloud.operations;

import io.vedette.cloud.loop.DeploymentLoop;
import io.vedette.cloud.loop.DeploymentLoops;
import io.vedette.cloud.machine.ControlLoop;
import io.vedette.cloud.overview.FrameAnswering;
import io.vedette.cloud.teacher.TeacherStatus;
import io.vedette.registry.manifest.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads the figures of all deployments, from counts that are kept. May be called on any thread but
 * those of the control loops.
 */
public final class FigureReader {

  /** What was read. */
  record Figures(List<TeacherStatus> teachers, List<DeploymentFigures> deployments) {

    /** Of the deployments. */
    Set<String> names() {
      return deployments.stream().map(DeploymentFigures::name).collect(Collectors.toSet());
    }
  }

  private final ControlLoop control;
  private final DeploymentLoops loops;
  private final FrameAnswering answering;

  public FigureReader(ControlLoop control, DeploymentLoops loops, FrameAnswering answering) {
    this.control = control;
    this.loops = loops;
    this.answering = answering;
  }

  Figures read() throws Exception {
    List<TeacherStatus> teachers = answering.teachers().status();
    Map<String, Long> byName =
        teachers.stream()
            .collect(Collectors.groupingBy(TeacherStatus::name, Collectors.counting()));
    Map<String, Long> waiting = answering.escalations().waiting();
    List<DeploymentFigures> deployments =
        control.ask(
            () -> {
              List<DeploymentFigures> all = new ArrayList<>();
              for (DeploymentLoop loop : loops.all()) {
                all.add(
                    figures(
                        loop,
                        waiting.getOrDefault(loop.name(), 0L),
                        byName.getOrDefault(loop.spec().teaching().teacher(), 0L)));
              }
              return all;
            });
    return new Figures(teachers, deployments);
  }

  private DeploymentFigures figures(DeploymentLoop loop, long waiting, long teachers) {
    var stages = loop.stages();
    return new DeploymentFigures(
        loop.name(),
        loop.members().count(),
        loop.members().onlineCount(),
        loop.members().cameras(),
        loop.versions().desired().map(loop.members()::countWithout).orElse(0),
        loop.members().trainable(),
        waiting,
        Math.toIntExact(teachers),
        loop.versions().current().map(Manifest::createdAt),
        stages.rounds().newest(1).stream().findFirst(),
        stages.rounds().total(),
        stages.distillations().newest(1).stream().findFirst(),
        stages.distillations().total(),
        stages.rollouts().newest(1).stream().findFirst(),
        stages.rollouts().total(),
        answering.accuracy().latest(loop.name()));
  }
}
