package io.vedette.cli.coordinator;

import io.vedette.registry.RegistryException;
import io.vedette.registry.manifest.Artifact;
import io.vedette.registry.manifest.Manifest;
import io.vedette.registry.manifest.Variant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A model of the registry as people write it: {@code name:number} or {@code name@alias}, with
 * {@code #variant} behind it where one is meant.
 *
 * @param version the version's part of it
 * @param variant "fp32", "int8", "training"; empty: what the command needs
 */
public record ModelReference(String version, String variant) {

  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]*";
  private static final Pattern FORM =
      Pattern.compile("(" + NAME + "[:@]" + NAME + ")(?:#(" + NAME + "))?");

  private static final String TRAINING = "training";
  private static final String FLOAT = "fp32";

  /** What a text means; empty where it is no reference. */
  public static Optional<ModelReference> of(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(new ModelReference(form.group(1), form.group(2) == null ? "" : form.group(2)))
        : Optional.empty();
  }

  /** Whether it means the same version for ever, as a number does; an alias moves. */
  public boolean isFixed() {
    return version.contains(":");
  }

  /**
   * The file that is meant.
   *
   * @param trains whether the command trains or changes the model: it then gets the training graph,
   *     where the version has one
   * @throws RegistryException when the version has no such variant, naming those that it has
   */
  Artifact in(Manifest manifest, boolean trains) throws RegistryException {
    Artifact training = manifest.training();
    boolean wantsTraining = variant.equals(TRAINING) || (variant.isEmpty() && trains);
    if (wantsTraining && training != null) {
      return training;
    }
    String wanted = variant.isEmpty() ? FLOAT : variant;
    List<Variant> variants = manifest.variants();
    return variants.stream()
        .filter(v -> v.name().equals(wanted))
        .findFirst()
        .map(Variant::artifact)
        .orElseThrow(
            () ->
                new RegistryException(
                    manifest.id() + " has no variant '" + wanted + "'; it has " + names(manifest)));
  }

  private static String names(Manifest manifest) {
    String variants =
        manifest.variants().stream().map(Variant::name).collect(Collectors.joining(", "));
    return manifest.training() == null ? variants : variants + ", " + TRAINING;
  }

  @Override
  public String toString() {
    return variant.isEmpty() ? version : version + "#" + variant;
  }
}
