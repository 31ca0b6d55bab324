package io.vedette.cloud.machine;

import java.util.Map;
import java.util.TreeMap;

/** The alarms that stand. */
public final class RaisedAlarms implements AlarmListener {

  private final Map<String, String> standing = new TreeMap<>();

  @Override
  public void raised(String id, String text) {
    standing.put(id, text);
  }

  @Override
  public void cleared(String id) {
    standing.remove(id);
  }

  /** Texts by id. */
  public Map<String, String> standing() {
    return standing;
  }
}
