package io.vedette.registry.catalog;

import io.vedette.registry.manifest.Version;
import io.vedette.registry.manifest.VersionId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where versions and aliases are kept. What a method has stored is durable when it returns. Safe
 * for use by many threads and, in a durable form, by many nodes.
 */
public interface VersionStore {

  /**
   * Stores a version unless its number is taken. Versions are never changed and never removed.
   *
   * @return false when the name already has a version of that number; nothing is stored then
   */
  boolean putIfAbsent(Version version);

  Optional<Version> get(VersionId id);

  /** The highest number given within a name; 0 when it has no version. */
  int highestNumber(String name);

  /** Versions of every name, newest first by time of registration, then by number. */
  List<Version> newest(int limit);

  /** The version that a distillation made, if it is registered: registering again finds it. */
  Optional<Version> byDistillation(String distillationId);

  /** Points an alias at a version of the same name, in one step; it may have pointed elsewhere. */
  void putAlias(String alias, VersionId version);

  Optional<VersionId> alias(String name, String alias);

  /** The aliases of a name. */
  Map<String, VersionId> aliases(String name);
}
