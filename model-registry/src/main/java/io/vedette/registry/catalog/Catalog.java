package io.vedette.registry.catalog;

import io.vedette.registry.RegistryException;
import io.vedette.registry.manifest.GateResult;
import io.vedette.registry.manifest.Manifest;
import io.vedette.registry.manifest.ManifestCodec;
import io.vedette.registry.manifest.Version;
import io.vedette.registry.manifest.VersionId;
import io.vedette.registry.signing.ManifestSigner;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Registers versions and finds them again. A version is numbered, timed and signed here, and then
 * never changes; only aliases move.
 */
public final class Catalog {

  /** More versions than this cannot be registered at one moment under one name. */
  private static final int ATTEMPTS = 100;

  private final VersionStore store;
  private final ManifestSigner signer;
  private final InstantSource clock;

  public Catalog(VersionStore store, ManifestSigner signer, InstantSource clock) {
    this.store = store;
    this.signer = signer;
    this.clock = clock;
  }

  /**
   * Gives a draft the next number, signs and stores it; the version is durable when this returns. A
   * draft of a distillation that is registered already gives that version again, so a coordinator
   * that was killed between the two steps may simply repeat them.
   *
   * @throws RegistryException when the manifest is too large, or others keep taking the number
   */
  public Version register(Manifest draft, List<GateResult> gates) throws RegistryException {
    String distillation = draft.lineage().distillationId();
    Optional<Version> earlier =
        distillation.isEmpty() ? Optional.empty() : store.byDistillation(distillation);
    if (earlier.isPresent()) {
      return earlier.get();
    }
    String name = draft.id().name();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Manifest numbered =
          draft.numbered(
              store.highestNumber(name) + 1, clock.instant().truncatedTo(ChronoUnit.MILLIS));
      Version version = new Version(numbered.signed(signer.sign(numbered)), gates);
      ManifestCodec.checkSize(version.manifest());
      if (store.putIfAbsent(version)) {
        return version;
      }
    }
    throw new RegistryException(
        name + ": " + ATTEMPTS + " numbers in a row were taken by others; try again");
  }

  /**
   * The version that {@code name:3} or {@code name@alias} means now.
   *
   * @throws RegistryException when the text is no reference or there is no such version
   */
  public Version resolve(String reference) throws RegistryException {
    VersionReference parsed = VersionReference.parse(reference);
    VersionId id;
    if (parsed instanceof VersionReference.ByAlias alias) {
      id =
          store
              .alias(alias.name(), alias.alias())
              .orElseThrow(
                  () ->
                      new RegistryException(
                          reference
                              + ": no such alias; "
                              + alias.name()
                              + " has "
                              + store.aliases(alias.name()).keySet()));
    } else {
      id = ((VersionReference.ByNumber) parsed).id();
    }
    return version(id);
  }

  /**
   * @throws RegistryException when there is no such version
   */
  public Version version(VersionId id) throws RegistryException {
    return store
        .get(id)
        .orElseThrow(
            () ->
                new RegistryException(
                    id
                        + ": no such version; the newest is number "
                        + store.highestNumber(id.name())));
  }

  /**
   * Points an alias at a version.
   *
   * @throws RegistryException when there is no such version, or the alias is no name
   */
  public void setAlias(String alias, VersionId version) throws RegistryException {
    if (!VersionId.isName(alias)) {
      throw new RegistryException(
          "'" + alias + "' cannot be an alias: 1 to 64 of a-z A-Z 0-9 . _ -");
    }
    version(version);
    store.putAlias(alias, version);
  }

  public Optional<VersionId> alias(String name, String alias) {
    return store.alias(name, alias);
  }

  /** The aliases of a name. */
  public Map<String, VersionId> aliases(String name) {
    return store.aliases(name);
  }

  /** Versions of every name, newest first. */
  public List<Version> newest(int limit) {
    return store.newest(limit);
  }
}
