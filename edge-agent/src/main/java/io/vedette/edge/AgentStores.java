package io.vedette.edge;

import io.vedette.edge.disk.DataDirectory;
import io.vedette.edge.learn.ReplayStore;
import io.vedette.edge.outbox.Outbox;
import io.vedette.edge.update.Slots;
import java.io.IOException;

/**
 * The files that several parts of an agent share.
 *
 * @param data the agent's folder, locked for this process
 * @param slots installed versions
 * @param replay frames with verdicts, to learn from
 * @param outbox frames that wait for a verdict
 */
record AgentStores(DataDirectory data, Slots slots, ReplayStore replay, Outbox outbox)
    implements AutoCloseable {

  /**
   * @param data locked by the caller, who closes it after these
   * @throws IOException in one line, when the folder cannot be used
   */
  static AgentStores open(DataDirectory data, AgentConfig config) throws IOException {
    return new AgentStores(
        data,
        Slots.open(data.resolve("slots")),
        ReplayStore.open(data.resolve("replay"), config.learner()),
        Outbox.open(data.resolve("outbox"), config.outbox()));
  }

  @Override
  public void close() throws IOException {
    outbox.close();
  }
}
