package io.vedette.cloud.version;

import io.vedette.registry.manifest.Version;
import java.util.List;

/**
 * A version with the aliases that point at it.
 *
 * @param devices that run it
 */
public record NamedVersion(Version version, List<String> aliases, int devices) {

  public NamedVersion {
    aliases = List.copyOf(aliases);
  }
}
