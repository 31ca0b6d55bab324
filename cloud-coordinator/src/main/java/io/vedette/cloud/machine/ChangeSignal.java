package io.vedette.cloud.machine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells listeners that something changed, not what. Safe for use by several threads. */
public final class ChangeSignal {

  private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();

  /** Something changed; the listeners return at once. */
  public void changed() {
    listeners.forEach(Runnable::run);
  }

  public void add(Runnable listener) {
    listeners.add(listener);
  }

  public void remove(Runnable listener) {
    listeners.remove(listener);
  }
}
