package io.vedette.cloud.loop;

import io.vedette.cloud.deployment.CameraChange;
import io.vedette.cloud.deployment.CameraSelection;
import io.vedette.cloud.deployment.Deployment;
import io.vedette.cloud.deployment.DeploymentSpec;
import io.vedette.cloud.deployment.DeploymentStore;
import io.vedette.cloud.deployment.SpecChange;
import io.vedette.cloud.deployment.SpecText;
import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.feed.Subject;
import io.vedette.cloud.fleet.CameraAssigner;
import io.vedette.cloud.fleet.Fleet;
import io.vedette.cloud.machine.ControlLoop;
import io.vedette.cloud.replacement.TeacherReplacements.DeploymentTeachers;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Deployments as people see and change them. A change closes the loop of the deployment and starts
 * it from what is stored, as a restart of the coordinator does. Every method may be called on any
 * thread but the control loop's; the messages of what is thrown are one line for people.
 */
public final class DeploymentManagement implements DeploymentTeachers {

  private static final Duration DURABLE_WITHIN = Duration.ofSeconds(30);

  /**
   * What a change does, or would do.
   *
   * @param revision of the deployment after it; 0: it is deleted
   * @param done false: nothing differs, or it was only asked what would differ
   * @param consequences for cameras, frames, rounds and versions, a line for each
   */
  public record Outcome(
      String name,
      int revision,
      boolean done,
      List<SpecChange> changes,
      List<String> consequences) {
    public Outcome {
      changes = List.copyOf(changes);
      consequences = List.copyOf(consequences);
    }
  }

  private final DeploymentSpec coordinator;
  private final SpecText texts;
  private final DeploymentStore store;
  private final DeploymentLoops loops;
  private final LoopFactory factory;
  private final ControlLoop control;
  private final Fleet fleet;
  private final LoopController controller;
  private final EventFeed feed;
  private final InstantSource clock;

  /** Those that were applied, by name. */
  private final ConcurrentHashMap<String, Deployment> applied = new ConcurrentHashMap<>();

  /**
   * @param coordinator the deployment that the coordinator's file describes
   */
  public DeploymentManagement(
      DeploymentSpec coordinator,
      DeploymentStore store,
      DeploymentLoops loops,
      LoopFactory factory,
      ControlLoop control,
      Fleet fleet,
      LoopController controller,
      EventFeed feed,
      InstantSource clock) {
    this.coordinator = coordinator;
    this.texts = new SpecText(coordinator);
    this.store = store;
    this.loops = loops;
    this.factory = factory;
    this.control = control;
    this.fleet = fleet;
    this.controller = controller;
    this.feed = feed;
    this.clock = clock;
  }

  /**
   * Opens the loops of all deployments that are stored, before anything else runs.
   *
   * @throws IOException in one line, when one that is stored cannot be read any more: without it
   *     its cameras would get the model of another
   */
  public void load() throws IOException {
    for (Deployment deployment : store.all()) {
      applied.put(deployment.name(), deployment);
      loops.put(factory.open(read(deployment), deployment.revision()));
    }
    if (!applied.containsKey(coordinator.name())) {
      loops.put(factory.open(coordinator, 0));
    }
    fleet.assign(selection(specs())).join();
  }

  private DeploymentSpec read(Deployment stored) throws IOException {
    try {
      return texts.read(stored.text());
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "the deployment "
              + stored.name()
              + ", which is stored, does not fit this release or the coordinator's file: "
              + e.getMessage(),
          e);
    }
  }

  private List<DeploymentSpec> specs() {
    return loops.all().stream().map(DeploymentLoop::spec).toList();
  }

  private static CameraAssigner selection(List<DeploymentSpec> specs) {
    return CameraSelection.of(specs);
  }

  /** A deployment as it was applied; empty for the default one as the coordinator's file says. */
  public Optional<Deployment> applied(String name) {
    return Optional.ofNullable(applied.get(name));
  }

  /**
   * Makes or changes a deployment.
   *
   * @param text JSON
   * @param dryRun nothing is changed
   * @throws IllegalArgumentException when the text is wrong
   * @throws IllegalStateException when the deployment would take what another one has
   */
  public synchronized Outcome apply(String text, boolean dryRun) throws Exception {
    DeploymentSpec next = texts.read(text);
    Optional<DeploymentLoop> old = loops.find(next.name());
    refuseModel(next, old);
    List<DeploymentSpec> specs = new ArrayList<>(specs());
    specs.removeIf(spec -> spec.name().equals(next.name()));
    specs.add(next);
    CameraAssigner rule = selection(specs);
    CameraChange cameras = CameraChange.of(fleet.all(), rule, next.name());
    cameras.requireNoOverlap();
    List<String> consequences = new ArrayList<>();
    consequences.add(cameras.words());
    old.ifPresent(
        loop ->
            consequences.add(
                "rounds, distillations and rollouts under way go on under the new revision"));
    if (loops.find(next.name()).flatMap(loop -> loop.versions().desired()).isEmpty()) {
      consequences.add(
          "it has no version yet: register one of the model "
              + next.model()
              + " and roll it out; until then its cameras go on with what they run");
    }
    List<SpecChange> changes = SpecText.changes(old.map(DeploymentLoop::spec).orElse(null), next);
    int revision = applied(next.name()).map(Deployment::revision).orElse(0);
    if (dryRun || changes.isEmpty()) {
      return new Outcome(next.name(), revision, false, changes, consequences);
    }
    Deployment stored = new Deployment(next.name(), revision + 1, text, clock.millis());
    store.put(stored);
    applied.put(next.name(), stored);
    if (old.isPresent()) {
      durable(
          control.ask(
              () -> {
                loops.remove(next.name());
                return old.get().close(controller.now());
              }));
    }
    DeploymentLoop opened = factory.open(next, revision + 1);
    control.ask(
        () -> {
          loops.put(opened);
          opened.resume();
          return true;
        });
    assign(rule);
    feed.info(
        Subject.of("deployment", next.name()).byPerson(),
        next.name()
            + (old.isPresent() ? " was changed to revision " : " was made, revision ")
            + (revision + 1));
    return new Outcome(next.name(), revision + 1, true, changes, consequences);
  }

  @Override
  public String of(String deployment) {
    return loops.get(deployment).spec().teacher();
  }

  /** By a new revision; also of the default one, of which other keys stay as the file says. */
  @Override
  public synchronized void change(String deployment, String teacher) throws Exception {
    String name = loops.get(deployment).name();
    String text = applied(name).map(Deployment::text).orElse("{\"name\":\"" + name + "\"}");
    apply(SpecText.withTeacher(text, teacher), false);
  }

  private void refuseModel(DeploymentSpec next, Optional<DeploymentLoop> old) {
    for (DeploymentSpec other : specs()) {
      if (!other.name().equals(next.name()) && other.model().equals(next.model())) {
        throw new IllegalStateException(
            "model: "
                + other.name()
                + " runs "
                + next.model()
                + " already; two deployments never share a model's name");
      }
    }
    if (old.filter(loop -> !loop.spec().model().equals(next.model())).isPresent()) {
      throw new IllegalStateException(
          "model: "
              + next.name()
              + " runs "
              + old.get().spec().model()
              + (next.isDefault()
                  ? ", as the coordinator's file says; another model needs another deployment"
                  : "; to run another model, delete it and make a new one"));
    }
  }

  /**
   * Deletes a deployment.
   *
   * @param dryRun nothing is changed
   * @throws IllegalArgumentException when there is none of this name
   * @throws IllegalStateException for the default one
   */
  public synchronized Outcome delete(String name, boolean dryRun) throws Exception {
    DeploymentLoop gone = loops.get(name);
    if (gone.spec().isDefault()) {
      throw new IllegalStateException(
          "'default' is always there; cameras that another deployment selects do not belong to it."
              + " A file of its name alone makes it what the coordinator's file says");
    }
    List<String> consequences = control.ask(() -> LoopEnd.of(gone).words());
    if (dryRun) {
      return new Outcome(name, gone.revision(), false, List.of(), consequences);
    }
    store.remove(name);
    applied.remove(name);
    // What ends tells distillers and devices so, once it is durable; only then the loop is closed.
    durable(
        control.ask(
            () -> {
              LoopEnd.of(gone).perform(gone, controller.now());
              return gone.durable();
            }));
    durable(
        control.ask(
            () -> {
              loops.remove(name);
              return gone.close(controller.now());
            }));
    durable(gone.forget());
    assign(selection(specs()));
    fleet.dropMembers(name);
    feed.warning(Subject.of("deployment", name).byPerson(), name + " was deleted");
    return new Outcome(name, 0, true, List.of(), consequences);
  }

  private void assign(CameraAssigner rule) throws Exception {
    List<String> moved = fleet.assign(rule).get(DURABLE_WITHIN.toSeconds(), TimeUnit.SECONDS);
    control.change("cameras of other deployments", () -> moved.forEach(controller::came));
  }

  private static void durable(Future<Void> steps) throws Exception {
    try {
      steps.get(DURABLE_WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "what was decided before is not on the disk after "
              + DURABLE_WITHIN.toSeconds()
              + " s; see the events, and try again",
          e);
    }
  }
}
