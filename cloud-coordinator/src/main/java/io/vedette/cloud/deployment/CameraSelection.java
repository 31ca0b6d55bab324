package io.vedette.cloud.deployment;

import io.vedette.cloud.fleet.Assignment;
import io.vedette.cloud.fleet.CameraAssigner;
import io.vedette.cloud.fleet.Device;
import io.vedette.cloud.fleet.DeviceCamera;
import io.vedette.cloud.fleet.EscalationTerms;
import io.vedette.cloud.fleet.Selector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which deployment each camera belongs to: the one that selects it, else "default". A camera that
 * several select stays where it is, or in none where it is new.
 *
 * @param terms of all deployments but "default", in order of their names
 * @param escalation how the frames of deployments are escalated, of those that say so
 */
public record CameraSelection(List<Term> terms, Map<String, EscalationTerms> escalation)
    implements CameraAssigner {

  /**
   * What a deployment selects.
   *
   * @param ownTags whether tags of the device's own file count
   */
  public record Term(String deployment, Selector selector, boolean ownTags) {

    /** Operators' tags win over the device's file, those of a camera over those of its device. */
    boolean matches(Device device, DeviceCamera camera) {
      return selector.matches(key -> value(key, device, camera));
    }

    private @Nullable String value(String key, Device device, DeviceCamera camera) {
      String byOperator = camera.tags().operators().value(key);
      if (byOperator == null) {
        byOperator = device.tags().operators().value(key);
      }
      if (byOperator != null || !ownTags) {
        return byOperator;
      }
      String own = camera.tags().own().value(key);
      return own == null ? device.tags().own().value(key) : own;
    }
  }

  public CameraSelection {
    terms = List.copyOf(terms);
    escalation = Map.copyOf(escalation);
  }

  /** The rule of these deployments, among which "default" has no selector. */
  public static CameraSelection of(Collection<DeploymentSpec> specs) {
    Map<String, Term> terms = new TreeMap<>();
    specs.stream()
        .filter(spec -> !spec.isDefault())
        .forEach(
            spec ->
                terms.put(
                    spec.name(),
                    new Term(spec.name(), Selector.parse(spec.selector()), spec.ownTags())));
    Map<String, EscalationTerms> escalation = new TreeMap<>();
    for (DeploymentSpec spec : specs) {
      EscalationTerms named = spec.escalation();
      if (named != null) {
        escalation.put(spec.name(), named);
      }
    }
    return new CameraSelection(List.copyOf(terms.values()), escalation);
  }

  @Override
  public Decision assign(Device device) {
    Map<String, List<String>> cameras = new TreeMap<>();
    List<String> overlaps = new ArrayList<>();
    for (DeviceCamera camera : device.cameras()) {
      List<String> selecting = selecting(device, camera);
      deployment(device, camera, selecting)
          .ifPresent(
              name -> cameras.computeIfAbsent(name, n -> new ArrayList<>()).add(camera.id()));
      if (selecting.size() > 1) {
        overlaps.add(
            "camera "
                + camera.id()
                + " of "
                + device.agentId()
                + " is selected by "
                + String.join(" and ", selecting));
      }
    }
    return new Decision(new Assignment(cameras), overlaps);
  }

  private List<String> selecting(Device device, DeviceCamera camera) {
    return terms.stream()
        .filter(term -> term.matches(device, camera))
        .map(Term::deployment)
        .toList();
  }

  private static Optional<String> deployment(
      Device device, DeviceCamera camera, List<String> selecting) {
    return switch (selecting.size()) {
      case 0 -> Optional.of(DeploymentSpec.DEFAULT);
      case 1 -> Optional.of(selecting.get(0));
      default -> device.assignment().of(camera.id());
    };
  }
}
