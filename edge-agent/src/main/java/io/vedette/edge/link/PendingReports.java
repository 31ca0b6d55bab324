package io.vedette.edge.link;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The newest report of each command, told again in every session: those of open commands always,
 * those of ended ones while there is room, because nobody says whether the last word was heard.
 */
final class PendingReports {

  private static final int MAX = 32;

  private final Map<String, CommandProgress> byCommand = new LinkedHashMap<>();

  void add(CommandProgress report) {
    byCommand.remove(report.commandId());
    byCommand.put(report.commandId(), report);
    if (byCommand.size() > MAX) {
      byCommand.remove(byCommand.keySet().iterator().next());
    }
  }

  List<CommandProgress> all() {
    return new ArrayList<>(byCommand.values());
  }
}
