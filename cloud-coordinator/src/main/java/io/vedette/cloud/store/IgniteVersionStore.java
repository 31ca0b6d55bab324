package io.vedette.cloud.store;

import io.vedette.registry.RegistryException;
import io.vedette.registry.catalog.VersionStore;
import io.vedette.registry.manifest.ManifestCodec;
import io.vedette.registry.manifest.Version;
import io.vedette.registry.manifest.VersionId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Versions and aliases on an Ignite node. A version is kept as its protobuf message, an alias as
 * the text of the version it points at.
 */
public final class IgniteVersionStore implements VersionStore {

  private static final Comparator<Version> NEWEST_FIRST =
      Comparator.comparing((Version v) -> v.manifest().createdAt())
          .thenComparingInt(v -> v.id().number())
          .reversed();

  private final IgniteTable versions;
  private final IgniteTable aliases;

  public IgniteVersionStore(IgniteNode node) {
    this(node.table("versions"), node.table("aliases"));
  }

  IgniteVersionStore(IgniteTable versions, IgniteTable aliases) {
    this.versions = versions;
    this.aliases = aliases;
  }

  @Override
  public boolean putIfAbsent(Version version) {
    return versions.putIfAbsent(version.id().toString(), ManifestCodec.toBytes(version));
  }

  @Override
  public Optional<Version> get(VersionId id) {
    byte[] bytes = versions.get(id.toString());
    return bytes == null ? Optional.empty() : Optional.of(read(id.toString(), bytes));
  }

  @Override
  public int highestNumber(String name) {
    return all().stream()
        .filter(v -> v.id().name().equals(name))
        .mapToInt(v -> v.id().number())
        .max()
        .orElse(0);
  }

  @Override
  public List<Version> newest(int limit) {
    return all().stream().sorted(NEWEST_FIRST).limit(limit).toList();
  }

  @Override
  public Optional<Version> byDistillation(String distillationId) {
    return all().stream()
        .filter(v -> v.manifest().lineage().distillationId().equals(distillationId))
        .findFirst();
  }

  @Override
  public void putAlias(String alias, VersionId version) {
    aliases.put(version.name() + "@" + alias, version.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Optional<VersionId> alias(String name, String alias) {
    byte[] bytes = aliases.get(name + "@" + alias);
    return bytes == null ? Optional.empty() : Optional.of(id(bytes));
  }

  @Override
  public Map<String, VersionId> aliases(String name) {
    Map<String, VersionId> found = new TreeMap<>();
    String prefix = name + "@";
    aliases.forEach(
        (key, bytes) -> {
          if (key.startsWith(prefix)) {
            found.put(key.substring(prefix.length()), id(bytes));
          }
        });
    return found;
  }

  private List<Version> all() {
    List<Version> found = new ArrayList<>();
    versions.forEach((key, bytes) -> found.add(read(key, bytes)));
    return found;
  }

  private static VersionId id(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int colon = text.lastIndexOf(':');
    return new VersionId(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }

  private static Version read(String key, byte[] bytes) {
    try {
      return ManifestCodec.parseVersion(bytes);
    } catch (RegistryException e) {
      throw new IllegalStateException("the stored version " + key + " cannot be read", e);
    }
  }
}
