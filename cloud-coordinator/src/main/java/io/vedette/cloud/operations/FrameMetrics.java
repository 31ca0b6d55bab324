package io.vedette.cloud.operations;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vedette.cloud.escalation.AcceptedEscalation;
import io.vedette.cloud.escalation.Escalations;
import io.vedette.cloud.escalation.Refusal;
import io.vedette.cloud.escalation.TeacherVerdict;
import io.vedette.wire.operations.HistogramBuckets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Counts hard frames, by deployment: accepted, refused, answered and given up. */
final class FrameMetrics implements Escalations.Listener {

  private static final String DEPLOYMENT = "deployment";

  /** The meters of one deployment. */
  private record Meters(
      Counter accepted,
      Counter bytes,
      Counter verdicts,
      Counter givenUp,
      Timer delay,
      Map<Refusal, Counter> refused) {

    Stream<Meter> all() {
      return Stream.concat(
          Stream.of(accepted, bytes, verdicts, givenUp, delay), refused.values().stream());
    }
  }

  private final MeterRegistry registry;
  private final Map<String, Meters> byDeployment = new ConcurrentHashMap<>();

  FrameMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void accepted(AcceptedEscalation escalation) {
    Meters meters = of(escalation.deployment());
    meters.accepted.increment();
    meters.bytes.increment(escalation.frameBytes());
  }

  @Override
  public void settled(AcceptedEscalation escalation) {
    Meters meters = of(escalation.deployment());
    TeacherVerdict verdict = escalation.verdict();
    if (verdict == null) {
      meters.givenUp.increment();
    } else {
      meters.verdicts.increment();
      // Wall clocks: one that was set back meanwhile tells no delay.
      meters.delay.record(
          Math.max(0, verdict.answeredAtMs() - escalation.acceptedAtMs()), TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void refused(String deployment, Refusal why) {
    Counter counter = of(deployment).refused.get(why);
    if (counter != null) {
      counter.increment();
    }
  }

  /** Meters of deployments are shown from their first scrape on, and dropped with them. */
  void keep(Set<String> deployments) {
    deployments.forEach(this::of);
    byDeployment.forEach(
        (name, meters) -> {
          if (!deployments.contains(name) && byDeployment.remove(name, meters)) {
            meters.all().forEach(registry::remove);
          }
        });
  }

  private Meters of(String deployment) {
    Meters known = byDeployment.get(deployment);
    return known != null ? known : byDeployment.computeIfAbsent(deployment, this::make);
  }

  private Meters make(String deployment) {
    Map<Refusal, Counter> refused = new EnumMap<>(Refusal.class);
    for (Refusal why : Refusal.values()) {
      refused.put(
          why,
          Counter.builder("vedette.frames.refused")
              .description("Hard frames that were not accepted, by reason.")
              .tag(DEPLOYMENT, deployment)
              .tag("reason", why.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
    return new Meters(
        counter("vedette.frames.accepted", "Hard frames made durable.", deployment),
        Counter.builder("vedette.frames.accepted.picture")
            .description("Bytes of the pictures of accepted frames.")
            .baseUnit("bytes")
            .tag(DEPLOYMENT, deployment)
            .register(registry),
        counter("vedette.verdicts", "Hard frames that a teacher answered.", deployment),
        counter("vedette.frames.given.up", "Hard frames that no teacher could answer.", deployment),
        Timer.builder("vedette.verdict.delay")
            .description("From the acceptance of a hard frame to its verdict.")
            .serviceLevelObjectives(HistogramBuckets.waits())
            .tag(DEPLOYMENT, deployment)
            .register(registry),
        refused);
  }

  private Counter counter(String name, String description, String deployment) {
    return Counter.builder(name)
        .description(description)
        .tag(DEPLOYMENT, deployment)
        .register(registry);
  }
}
