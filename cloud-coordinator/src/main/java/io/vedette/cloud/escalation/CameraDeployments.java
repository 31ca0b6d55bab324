package io.vedette.cloud.escalation;

/** Which deployment a camera belongs to. May be asked on any thread, and answers at once. */
@FunctionalInterface
public interface CameraDeployments {

  /** The deployment of every camera that no other one selects. */
  String DEFAULT = "default";

  /** Every camera belongs to the default deployment. */
  CameraDeployments ALL_DEFAULT = (agentId, cameraId) -> DEFAULT;

  /**
   * @return name of the deployment; {@link #DEFAULT} where it is not known
   */
  String deploymentOf(String agentId, String cameraId);
}
