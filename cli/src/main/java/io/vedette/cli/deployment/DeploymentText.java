package io.vedette.cli.deployment;

import io.vedette.proto.v1.DeploymentSummary;
import io.vedette.proto.v1.VersionRef;
import io.vedette.wire.EnumLabels;

/** Parts of a deployment in words. */
final class DeploymentText {

  private DeploymentText() {}

  static String selector(DeploymentSummary of) {
    return of.getSelector().isEmpty() ? "(all other cameras)" : of.getSelector();
  }

  /** The version that its devices should run. */
  static String desired(DeploymentSummary of) {
    VersionRef version = of.getDesired();
    return of.hasDesired() ? version.getName() + ":" + version.getNumber() : "-";
  }

  /** The newest rollout and its state. */
  static String rollout(DeploymentSummary of) {
    return of.getRollout().getId() + " " + EnumLabels.labelOf(of.getRollout().getState());
  }
}
