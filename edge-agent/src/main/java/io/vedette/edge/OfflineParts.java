package io.vedette.edge;

import io.vedette.edge.escalate.Escalator;
import io.vedette.edge.event.EventHandler;
import io.vedette.edge.pipeline.Pipelines;
import io.vedette.edge.status.InstalledModel;
import io.vedette.edge.status.LearnerProgress;
import io.vedette.edge.update.InitialModel;
import io.vedette.edge.verdict.VerdictHandler;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an agent has without a coordinator, too.
 *
 * @param model what the cameras' students were started with
 * @param pipelines the frame loops of all cameras
 * @param events null where events are disabled
 */
record OfflineParts(
    AgentStores stores,
    InitialModel model,
    Pipelines pipelines,
    Escalator escalator,
    @Nullable EventHandler events,
    VerdictHandler verdicts) {

  /**
   * @param installed the model that students run now
   * @param round how far a federated round is; gives null while there is none
   */
  AgentStatusReader status(
      Supplier<InstalledModel> installed, Supplier<@Nullable LearnerProgress> round) {
    return new AgentStatusReader(this, installed, round);
  }
}
