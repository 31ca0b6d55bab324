package io.vedette.cloud.store;

import io.vedette.cloud.machine.MachineStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Machines of one kind in a table of an Ignite node. */
public final class IgniteMachineStore implements MachineStore {

  private final IgniteTable table;
  private final Function<List<Change>, ? extends CompletionStage<Void>> lane;

  /**
   * @param lane makes changes durable together, in the order in which it gets them
   */
  public IgniteMachineStore(
      IgniteNode node, String table, Function<List<Change>, ? extends CompletionStage<Void>> lane) {
    this.table = node.table(table);
    this.lane = lane;
  }

  @Override
  public CompletionStage<Void> write(Map<String, byte @Nullable []> changes) {
    List<Change> all = new ArrayList<>();
    changes.forEach((key, value) -> all.add(new Change(table, key, value)));
    return lane.apply(all);
  }

  @Override
  public byte @Nullable [] read(String key) {
    return table.get(key);
  }
}
