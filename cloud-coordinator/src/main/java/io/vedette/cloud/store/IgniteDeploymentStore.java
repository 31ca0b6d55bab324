package io.vedette.cloud.store;

import io.vedette.cloud.deployment.Deployment;
import io.vedette.cloud.deployment.DeploymentStore;
import java.util.List;

/** Deployments on an Ignite node. */
public final class IgniteDeploymentStore implements DeploymentStore {

  private final IgniteRecords<Deployment> records;

  public IgniteDeploymentStore(IgniteNode node) {
    this.records =
        new IgniteRecords<>(node.table("deployments"), Deployment.class, Deployment::name);
  }

  @Override
  public List<Deployment> all() {
    return records.all();
  }

  @Override
  public void put(Deployment deployment) {
    records.put(deployment);
  }

  @Override
  public void remove(String name) {
    records.remove(name);
  }
}
