package io.vedette.edge.escalate;

import io.vedette.edge.escalate.EscalationInForce.Origin;
import io.vedette.edge.escalate.budget.UploadLimit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * By which settings each camera's frames are escalated.
 *
 * @param own those of the agent's file
 * @param named by deployments, those that the agent follows
 * @param deployments by camera; one that is missing has the agent's own settings
 * @param inForce by deployment of the cameras
 */
record EscalationScopes(
    EscalationScope own,
    Map<String, EscalationScope> named,
    Map<String, String> deployments,
    Map<String, EscalationInForce> inForce) {

  EscalationScopes {
    named = Collections.unmodifiableMap(new TreeMap<>(named));
    deployments = Collections.unmodifiableMap(new LinkedHashMap<>(deployments));
    inForce = Collections.unmodifiableMap(new TreeMap<>(inForce));
  }

  /** Before the coordinator has said anything. */
  static EscalationScopes alone(EscalationScope own) {
    return new EscalationScopes(own, Map.of(), Map.of(), Map.of());
  }

  EscalationScope of(String camera) {
    String deployment = deployments.get(camera);
    EscalationScope scope = deployment == null ? null : named.get(deployment);
    return scope == null ? own : scope;
  }

  Stream<EscalationScope> all() {
    return Stream.concat(Stream.of(own), named.values().stream());
  }

  /**
   * What follows when deployments name other settings, or cameras move. A deployment's scope stays
   * the one that it is.
   *
   * @param byCamera deployments of the agent's cameras
   * @param settings what deployments name
   * @param create the policy of a deployment that had none
   */
  EscalationScopes next(
      Map<String, String> byCamera,
      Map<String, NamedEscalation> settings,
      BiFunction<String, EscalationConfig, EscalationPolicy> create) {
    Map<String, EscalationScope> next = new TreeMap<>();
    Map<String, EscalationInForce> said = new TreeMap<>();
    for (String deployment : byCamera.values()) {
      NamedEscalation about = settings.get(deployment);
      EscalationSettings follows = about == null || own.config().local() ? null : about.followed();
      if (follows != null && !next.containsKey(deployment)) {
        EscalationConfig config = follows.over(own.config());
        EscalationScope before = named.get(deployment);
        next.put(
            deployment,
            before == null
                ? EscalationScope.of(deployment, config, create.apply(deployment, config))
                : before.changed(config));
      }
      EscalationScope scope = next.getOrDefault(deployment, own);
      said.put(deployment, said(scope, about));
    }
    return new EscalationScopes(own, next, byCamera, said);
  }

  private EscalationInForce said(EscalationScope scope, @Nullable NamedEscalation about) {
    EscalationSettings settings = EscalationSettings.of(scope.config());
    if (about == null) {
      return new EscalationInForce(settings, Origin.DEVICE, "");
    }
    if (own.config().local()) {
      return new EscalationInForce(settings, Origin.LOCAL, "");
    }
    Origin origin = scope == own ? Origin.DEVICE : Origin.DEPLOYMENT;
    return new EscalationInForce(settings, origin, about.refused());
  }

  /** What may be sent for all cameras together. */
  UploadLimit limit() {
    boolean ownUsed =
        deployments.isEmpty() || deployments.values().stream().anyMatch(d -> !named.containsKey(d));
    return all()
        .filter(scope -> scope != own || ownUsed)
        .map(EscalationScope::config)
        .map(config -> UploadLimit.of(config.budgetBitsPerSecond(), config.burstSeconds()))
        .reduce(UploadLimit.NOTHING, UploadLimit::plus);
  }
}
