package io.vedette.edge;

import io.vedette.edge.escalate.Escalator;
import io.vedette.edge.event.EventHandler;
import io.vedette.edge.field.FieldCounters;
import io.vedette.edge.pipeline.Pipelines;
import io.vedette.edge.status.LearnerProgress;
import io.vedette.edge.verdict.VerdictHandler;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an agent has without a coordinator, too.
 *
 * @param pipelines the frame loops of all cameras
 * @param field counts of what models answer
 * @param events null where events are disabled
 */
record OfflineParts(
    AgentStores stores,
    Pipelines pipelines,
    FieldCounters field,
    Escalator escalator,
    @Nullable EventHandler events,
    VerdictHandler verdicts) {

  /**
   * @param rounds how far the federated round of a deployment is; gives null while there is none
   * @param problems why cameras do not run what the coordinator wants
   */
  AgentStatusReader status(
      Function<String, @Nullable LearnerProgress> rounds, Supplier<List<String>> problems) {
    return new AgentStatusReader(this, rounds, problems);
  }
}
