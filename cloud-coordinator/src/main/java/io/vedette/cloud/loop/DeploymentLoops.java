package io.vedette.cloud.loop;

import io.vedette.cloud.deployment.DeploymentSpec;
import io.vedette.cloud.model.RunningModels;
import io.vedette.registry.manifest.Manifest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The loops of all deployments, by name. Safe for use by several threads. */
public final class DeploymentLoops implements RunningModels {

  private final ConcurrentSkipListMap<String, DeploymentLoop> loops = new ConcurrentSkipListMap<>();

  /** In order of their names. */
  public List<DeploymentLoop> all() {
    return List.copyOf(loops.values());
  }

  public Optional<DeploymentLoop> find(String name) {
    return Optional.ofNullable(loops.get(name));
  }

  /**
   * A deployment by its name; the default one for an empty name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public DeploymentLoop get(String name) {
    return find(name.isEmpty() ? DeploymentSpec.DEFAULT : name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    name + ": no such deployment; there are " + String.join(", ", loops.keySet())));
  }

  /**
   * The deployment of a round, a distillation or a rollout, by its id alone.
   *
   * @throws IllegalArgumentException when there is none
   */
  public DeploymentLoop ofId(String id) {
    return find(DeploymentSpec.ofId(id))
        .orElseThrow(() -> new IllegalArgumentException(id + ": nothing of this id is known"));
  }

  /**
   * The deployment whose devices run a model.
   *
   * @throws IllegalStateException in one line, when there is none
   */
  public DeploymentLoop ofModel(String model) {
    return running(model)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no deployment runs the model "
                        + model
                        + "; they run "
                        + String.join(
                            ", ", loops.values().stream().map(l -> l.spec().model()).toList())));
  }

  @Override
  public Optional<String> deployment(String model) {
    return running(model).map(DeploymentLoop::name);
  }

  @Override
  public Optional<Manifest> version(String model) {
    return running(model).flatMap(loop -> loop.versions().current());
  }

  private Optional<DeploymentLoop> running(String model) {
    return loops.values().stream().filter(loop -> loop.spec().model().equals(model)).findFirst();
  }

  void put(DeploymentLoop loop) {
    loops.put(loop.name(), loop);
  }

  void remove(String name) {
    loops.remove(name);
  }
}
