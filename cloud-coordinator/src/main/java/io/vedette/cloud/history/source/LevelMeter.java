package io.vedette.cloud.history.source;

import io.vedette.cloud.escalation.EscalationQueries;
import io.vedette.cloud.fleet.Device.State;
import io.vedette.cloud.fleet.Fleet;
import io.vedette.cloud.fleet.Members;
import io.vedette.cloud.history.FigureHistory;
import io.vedette.cloud.history.HistoryScope;
import io.vedette.cloud.history.Measure;
import io.vedette.cloud.loop.DeploymentLoop;
import io.vedette.cloud.loop.DeploymentLoops;
import java.util.HashMap;
import java.util.Map;

/**
 * Samples counts that are kept, of the fleet and of each deployment: nothing walks over devices.
 */
public final class LevelMeter implements FigureHistory.LevelSource {

  private final Fleet fleet;
  private final DeploymentLoops loops;
  private final EscalationQueries escalations;

  public LevelMeter(Fleet fleet, DeploymentLoops loops, EscalationQueries escalations) {
    this.fleet = fleet;
    this.loops = loops;
    this.escalations = escalations;
  }

  @Override
  public void sample(FigureHistory history) {
    HistoryScope all = HistoryScope.FLEET;
    history.add(all, Measure.DEVICES_ONLINE, fleet.count(State.ONLINE));
    history.add(all, Measure.CAMERAS, fleet.figures().streaming());
    history.add(all, Measure.WAITING, escalations.totals().waiting());
    long trainable = 0;
    Map<String, Integer> running = new HashMap<>();
    for (DeploymentLoop loop : loops.all()) {
      Members members = loop.members();
      HistoryScope scope = HistoryScope.deployment(loop.name());
      history.add(scope, Measure.DEVICES_ONLINE, members.onlineCount());
      history.add(scope, Measure.CAMERAS, members.cameras());
      history.add(scope, Measure.WAITING, escalations.of(loop.name()).totals().waiting());
      history.add(scope, Measure.TRAINABLE, members.trainable());
      trainable += members.trainable();
      members
          .versions()
          .forEach(
              (version, devices) -> {
                history.add(scope, Measure.RUNNING, version.toString(), devices);
                running.merge(version.toString(), devices, Integer::sum);
              });
    }
    history.add(all, Measure.TRAINABLE, trainable);
    running.forEach((version, devices) -> history.add(all, Measure.RUNNING, version, devices));
  }
}
