package io.vedette.edge.link;

import io.vedette.edge.escalate.EscalationSettings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which cameras belong to which deployment, as the coordinator says. A camera that is not named
 * belongs to none.
 *
 * @param deployments by camera id
 * @param escalation what deployments name of how frames are escalated; those that are missing name
 *     nothing
 */
public record AssignmentRequest(
    Map<String, String> deployments, Map<String, EscalationSettings> escalation) {

  /** The deployment that always exists. */
  public static final String DEFAULT = "default";

  private static final String NAME = "[a-zA-Z0-9_-][a-zA-Z0-9._-]{0,63}";

  /**
   * @throws IllegalArgumentException in one line, when a deployment's name cannot name a folder
   */
  public AssignmentRequest {
    deployments.values().forEach(AssignmentRequest::check);
    deployments = Collections.unmodifiableMap(new LinkedHashMap<>(deployments));
    escalation = Collections.unmodifiableMap(new LinkedHashMap<>(escalation));
  }

  private static void check(String deployment) {
    if (!deployment.matches(NAME)) {
      throw new IllegalArgumentException("'" + deployment + "' cannot name a deployment");
    }
  }
}
