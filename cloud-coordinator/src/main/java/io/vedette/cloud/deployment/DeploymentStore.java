package io.vedette.cloud.deployment;

import java.util.List;

/** Remembers the deployments that were applied; "default" is not among them. */
public interface DeploymentStore {

  /** In no order. */
  List<Deployment> all();

  /** Stores a deployment in place of an earlier one; it is durable when this returns. */
  void put(Deployment deployment);

  /** Removes one; that is durable when this returns. */
  void remove(String name);
}
