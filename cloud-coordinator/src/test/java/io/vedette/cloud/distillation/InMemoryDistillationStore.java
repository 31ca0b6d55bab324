package io.vedette.cloud.distillation;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Distillations that last as long as the process. */
public final class InMemoryDistillationStore implements DistillationStore {

  private final Map<String, Distillation> byId = new ConcurrentHashMap<>();

  @Override
  public void put(Distillation distillation) {
    byId.put(distillation.id(), distillation);
  }

  @Override
  public List<Distillation> all() {
    return byId.values().stream()
        .sorted(Comparator.comparingLong(Distillation::startedMs))
        .toList();
  }
}
