package io.vedette.edge.link;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The newest report of each command, sent again in every session, because reports are not
 * acknowledged. The newest 32 commands are kept. Any thread may add; the session's thread alone
 * reads.
 */
final class PendingReports {

  private static final int MAX_COMMANDS = 32;

  private final Queue<CommandProgress> added = new ConcurrentLinkedQueue<>();
  private final Map<String, CommandProgress> newest = new LinkedHashMap<>();
  private volatile Runnable listener = () -> {};

  void add(CommandProgress report) {
    added.add(report);
    listener.run();
  }

  /** Calls a listener after every {@link #add}; it must return at once. */
  void onAdd(Runnable listener) {
    this.listener = listener;
  }

  /** The reports that were added since the last call. */
  List<CommandProgress> takeNew() {
    List<CommandProgress> taken = new ArrayList<>();
    for (CommandProgress report = added.poll(); report != null; report = added.poll()) {
      taken.add(report);
      newest.remove(report.commandId());
      newest.put(report.commandId(), report);
      if (newest.size() > MAX_COMMANDS) {
        newest.remove(newest.keySet().iterator().next());
      }
    }
    return taken;
  }

  /** The newest report of each command, new ones included. */
  List<CommandProgress> all() {
    takeNew();
    return new ArrayList<>(newest.values());
  }
}
