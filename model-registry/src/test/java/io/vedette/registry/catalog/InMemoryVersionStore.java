package io.vedette.registry.catalog;

import io.vedette.registry.manifest.Version;
import io.vedette.registry.manifest.VersionId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Versions in memory, for tests and for tools that live shortly. Nothing in it is durable. */
public final class InMemoryVersionStore implements VersionStore {

  private static final Comparator<Version> NEWEST_FIRST =
      Comparator.comparing((Version v) -> v.manifest().createdAt())
          .thenComparing(v -> v.id().number())
          .thenComparing(v -> v.id().name())
          .reversed();

  private final Map<String, TreeMap<Integer, Version>> versions = new TreeMap<>();
  private final Map<String, TreeMap<String, VersionId>> aliases = new TreeMap<>();

  @Override
  public synchronized boolean putIfAbsent(Version version) {
    VersionId id = version.id();
    return versions
            .computeIfAbsent(id.name(), n -> new TreeMap<>())
            .putIfAbsent(id.number(), version)
        == null;
  }

  @Override
  public synchronized Optional<Version> get(VersionId id) {
    return Optional.ofNullable(versions.getOrDefault(id.name(), new TreeMap<>()).get(id.number()));
  }

  @Override
  public synchronized int highestNumber(String name) {
    TreeMap<Integer, Version> numbers = versions.getOrDefault(name, new TreeMap<>());
    return numbers.isEmpty() ? 0 : numbers.lastKey();
  }

  @Override
  public synchronized List<Version> newest(int limit) {
    return versions.values().stream()
        .flatMap(numbers -> numbers.values().stream())
        .sorted(NEWEST_FIRST)
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized Optional<Version> byDistillation(String distillationId) {
    return versions.values().stream()
        .flatMap(numbers -> numbers.values().stream())
        .filter(v -> v.manifest().lineage().distillationId().equals(distillationId))
        .findFirst();
  }

  @Override
  public synchronized void putAlias(String alias, VersionId version) {
    aliases.computeIfAbsent(version.name(), n -> new TreeMap<>()).put(alias, version);
  }

  @Override
  public synchronized Optional<VersionId> alias(String name, String alias) {
    return Optional.ofNullable(aliases.getOrDefault(name, new TreeMap<>()).get(alias));
  }

  @Override
  public synchronized Map<String, VersionId> aliases(String name) {
    return Map.copyOf(aliases.getOrDefault(name, new TreeMap<>()));
  }
}
