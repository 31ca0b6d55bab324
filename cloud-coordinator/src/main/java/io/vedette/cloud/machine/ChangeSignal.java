package io.vedette.cloud.machine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells whoever looks that something changed. Safe for use by several threads. */
public final class ChangeSignal {

  private final Set<Runnable> lookers = ConcurrentHashMap.newKeySet();

  /** Something changed; the lookers return at once. */
  public void changed() {
    lookers.forEach(Runnable::run);
  }

  public void add(Runnable looker) {
    lookers.add(looker);
  }

  public void remove(Runnable looker) {
    lookers.remove(looker);
  }
}
