package io.vedette.edge.link;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The newest report of each command, told again in every session: those of open commands always,
 * those of ended ones while there is room, because nobody says whether the last word was heard.
 */
final class OpenReports {

  private static final int MAX = 32;

  private final Map<String, Report> byCommand = new LinkedHashMap<>();

  void add(Report report) {
    byCommand.remove(report.commandId());
    byCommand.put(report.commandId(), report);
    if (byCommand.size() > MAX) {
      byCommand.remove(byCommand.keySet().iterator().next());
    }
  }

  List<Report> all() {
    return new ArrayList<>(byCommand.values());
  }
}
