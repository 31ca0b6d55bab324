package io.vedette.cloud.overview;

import io.vedette.cloud.deployment.DeploymentSpec;
import io.vedette.cloud.distillation.Distillation;
import io.vedette.cloud.drift.Drift;
import io.vedette.cloud.drift.WatchedSeries;
import io.vedette.cloud.loop.DeploymentLoop;
import io.vedette.cloud.loop.DeploymentLoops;
import io.vedette.cloud.machine.ControlLoop;
import io.vedette.cloud.rollout.Rollout;
import io.vedette.cloud.round.Round;
import io.vedette.cloud.round.RoundPace;
import io.vedette.cloud.version.FleetVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Deployments and their devices in figures, from counts that are kept. May be called on any thread
 * but the control loop's.
 */
public final class DeploymentReader {

  /**
   * A deployment at one moment.
   *
   * @param revision 0: it is what the coordinator's file says
   * @param otherVersion online devices whose student reports another version than it should run
   * @param trainable online devices that can take part in a round now
   * @param desired what they should run, and why
   * @param round the newest; also of distillation and rollout
   */
  public record Status(
      DeploymentSpec spec,
      int revision,
      int devices,
      int online,
      int cameras,
      int otherVersion,
      int trainable,
      FleetVersion desired,
      Optional<Round> round,
      Optional<Distillation> distillation,
      Optional<Rollout> rollout) {}

  /**
   * Whether conditions changed, and when the deployment learns next.
   *
   * @param pace of its rounds
   * @param because why the next round waits, or does not; empty: it is as usual
   * @param notBeforeMs no round opens before; 0: nothing is waited for
   */
  public record Learning(
      List<WatchedSeries> series,
      List<Drift> drifts,
      RoundPace pace,
      String because,
      long notBeforeMs) {
    public Learning {
      series = List.copyOf(series);
      drifts = List.copyOf(drifts);
    }
  }

  private final ControlLoop control;
  private final DeploymentLoops loops;

  public DeploymentReader(ControlLoop control, DeploymentLoops loops) {
    this.control = control;
    this.loops = loops;
  }

  /** In order of their names. */
  public List<Status> all() throws Exception {
    List<Status> all = new ArrayList<>();
    for (DeploymentLoop loop : loops.all()) {
      all.add(status(loop));
    }
    return all;
  }

  /**
   * @throws IllegalArgumentException when there is no such deployment
   */
  public Status find(String name) throws Exception {
    return status(loops.get(name));
  }

  /**
   * @throws IllegalArgumentException when there is no such deployment
   */
  public Learning learning(String name) throws Exception {
    DeploymentLoop of = loops.get(name);
    return control.ask(
        () ->
            new Learning(
                of.drift().watch().series(),
                of.drift().watch().drifts(),
                of.opener().pace(),
                of.opener().because(),
                of.opener().notBeforeMs()));
  }

  private Status status(DeploymentLoop of) throws Exception {
    return control.ask(
        () ->
            new Status(
                of.spec(),
                of.revision(),
                of.members().count(),
                of.members().onlineCount(),
                of.members().cameras(),
                SummaryReader.otherVersion(of),
                of.members().trainable(),
                of.versions().fleet(),
                of.stages().rounds().newest(1).stream().findFirst(),
                of.stages().distillations().newest(1).stream().findFirst(),
                of.stages().rollouts().newest(1).stream().findFirst()));
  }
}
