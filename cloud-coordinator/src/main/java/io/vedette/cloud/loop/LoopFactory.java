package io.vedette.cloud.loop;

import io.vedette.cloud.deployment.DeploymentSpec;

/** Makes the loop of a deployment from what is stored of it. */
public interface LoopFactory {

  /**
   * Makes a loop; it decides nothing before it is resumed. Reads the store.
   *
   * @param revision of the deployment
   */
  DeploymentLoop open(DeploymentSpec spec, int revision);
}
