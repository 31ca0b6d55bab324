package io.vedette.cloud.distillation;

import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.feed.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The distillers that are connected. They serve all deployments; each is at work on one
 * distillation at a time. For the control loop only.
 */
public final class Distillers {

  private record Waiting(Distillations deployment, Distillation distillation) {}

  private final EventFeed feed;
  private final Map<String, DistillerSession> sessions = new LinkedHashMap<>();
  private final List<Distillations> deployments = new ArrayList<>();

  public Distillers(EventFeed feed) {
    this.feed = feed;
  }

  /** A deployment may need distillers from now on; one that has a job of it goes on with it. */
  void add(Distillations deployment) {
    deployments.add(deployment);
    for (String workerId : List.copyOf(sessions.keySet())) {
      deployment.leasedTo(workerId).ifPresent(its -> deployment.ready(its.id(), workerId));
    }
    seek();
  }

  void remove(Distillations deployment) {
    deployments.remove(deployment);
  }

  /** A distiller is connected, for the first time or again. */
  public void joined(DistillerSession session) {
    String workerId = session.workerId();
    DistillerSession older = sessions.put(workerId, session);
    if (older != null && older != session) {
      older.close("a newer connection of " + workerId + " took its place");
    }
    feed.info(Subject.of("distillation").by(workerId), workerId + " is ready to distil");
    for (Distillations deployment : deployments) {
      Optional<Distillation> its = deployment.leasedTo(workerId);
      if (its.isPresent()) {
        deployment.ready(its.get().id(), workerId);
        return;
      }
    }
    seek();
  }

  /** A distiller's connection is lost. */
  public void left(DistillerSession session) {
    if (sessions.remove(session.workerId(), session)) {
      feed.warning(
          Subject.of("distillation").by(session.workerId()), session.workerId() + " went away");
      List.copyOf(deployments).forEach(deployment -> deployment.workerGone(session.workerId()));
    }
  }

  /** A distiller reports on its job; after its end it is free for another one. */
  public void reported(String distillationId, DistillationEvent event) {
    List.copyOf(deployments).stream()
        .filter(deployment -> deployment.has(distillationId))
        .forEach(deployment -> deployment.reported(distillationId, event));
    if (!(event instanceof DistillationEvent.Progressed)) {
      seek();
    }
  }

  /** The distillation that has waited longest goes to a distiller that has nothing to do. */
  void seek() {
    Optional<String> idle =
        sessions.keySet().stream()
            .filter(id -> deployments.stream().allMatch(d -> d.leasedTo(id).isEmpty()))
            .findFirst();
    longest().ifPresent(w -> idle.ifPresent(id -> w.deployment.ready(w.distillation.id(), id)));
  }

  private Optional<Waiting> longest() {
    return deployments.stream()
        .flatMap(
            deployment ->
                deployment.waiting().stream().map(waiting -> new Waiting(deployment, waiting)))
        .min(Comparator.comparingLong(waiting -> waiting.distillation.startedMs()));
  }

  Optional<DistillerSession> find(String workerId) {
    return Optional.ofNullable(sessions.get(workerId));
  }

  /** Whether a distillation waits for a distiller, and none is connected. */
  public boolean areMissing() {
    return sessions.isEmpty() && longest().isPresent();
  }
}
