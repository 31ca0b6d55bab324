package io.vedette.cloud.operations;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.vedette.cloud.audit.AccuracyRow;
import io.vedette.cloud.distillation.Distillation;
import io.vedette.cloud.rollout.Rollout;
import io.vedette.cloud.round.Round;
import io.vedette.detector.evaluate.AccuracySequences.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Shows the figures of deployments; a figure is a row of the table below. */
final class DeploymentMetrics {

  private static final double MILLIS = 1_000;

  /** A meter, and its rows of one deployment. */
  private record Gauged(MultiGauge gauge, Function<DeploymentFigures, List<Row<?>>> rows) {}

  private final MeterRegistry registry;
  private final List<Gauged> gauges = new ArrayList<>();

  DeploymentMetrics(MeterRegistry registry) {
    this.registry = registry;
    count("devices", "Devices with cameras of the deployment.", DeploymentFigures::devices);
    count("devices.online", "Of these, devices that are online.", DeploymentFigures::online);
    count("cameras", "Cameras of the deployment.", DeploymentFigures::cameras);
    count(
        "devices.other.version",
        "Online devices that run another version than they should.",
        DeploymentFigures::otherVersion);
    count("devices.trainable", "Online devices that can train now.", DeploymentFigures::trainable);
    count(
        "frames.waiting",
        "Accepted hard frames that wait for a teacher.",
        DeploymentFigures::waiting);
    count(
        "teachers",
        "Connected teachers of the name that answers the frames.",
        DeploymentFigures::teachers);
    count("rounds.started", "Rounds so far.", DeploymentFigures::roundsTotal);
    count("distillations.started", "Distillations so far.", DeploymentFigures::distillationsTotal);
    count("rollouts.started", "Rollouts so far.", DeploymentFigures::rolloutsTotal);
    state("round", Round.Phase.values(), DeploymentFigures::round, Round::phase);
    state(
        "distillation",
        Distillation.Phase.values(),
        DeploymentFigures::distillation,
        Distillation::phase);
    state("rollout", Rollout.Phase.values(), DeploymentFigures::rollout, Rollout::phase);
    add(
        MultiGauge.builder("vedette.deployment.version.made.timestamp")
            .description("When the version was made that the devices should run, since the epoch.")
            .baseUnit("seconds"),
        of ->
            of
                .versionMade()
                .<Row<?>>map(made -> Row.of(name(of), made.toEpochMilli() / MILLIS))
                .stream()
                .toList());
    estimate("precision", AccuracyRow::precision);
    estimate("recall", AccuracyRow::recall);
    add(
        gauge("audited.frames", "Audits of the version and teacher of the latest audit."),
        of ->
            of.accuracy().<Row<?>>map(row -> Row.of(name(of), row.counts().frames())).stream()
                .toList());
  }

  private static MultiGauge.Builder gauge(String name, String description) {
    return MultiGauge.builder("vedette.deployment." + name).description(description);
  }

  private void add(MultiGauge.Builder gauge, Function<DeploymentFigures, List<Row<?>>> rows) {
    gauges.add(new Gauged(gauge.register(registry), rows));
  }

  private void count(String name, String description, ToDoubleFunction<DeploymentFigures> figure) {
    add(gauge(name, description), of -> List.of(Row.of(name(of), figure.applyAsDouble(of))));
  }

  /** A row for each state, of which at most one is 1. */
  private <S, P extends Enum<P>> void state(
      String stage,
      P[] states,
      Function<DeploymentFigures, Optional<S>> newest,
      Function<S, P> stateOf) {
    add(
        gauge(stage + ".state", "1 for the state that the newest " + stage + " is in."),
        of -> {
          Optional<P> now = newest.apply(of).map(stateOf);
          List<Row<?>> rows = new ArrayList<>();
          for (P state : states) {
            Tags tags = name(of).and("state", state.name().toLowerCase(Locale.ROOT));
            rows.add(Row.of(tags, now.equals(Optional.of(state)) ? 1 : 0));
          }
          return rows;
        });
  }

  private void estimate(String name, Function<AccuracyRow, Estimate> estimate) {
    add(
        gauge("field." + name, "Field " + name + " by audits, 0 to 1, with its interval."),
        of -> {
          Optional<Estimate> now = of.accuracy().map(estimate);
          List<Row<?>> rows = new ArrayList<>();
          now.ifPresent(
              e -> {
                rows.add(Row.of(name(of).and("bound", "estimate"), e.value()));
                rows.add(Row.of(name(of).and("bound", "low"), e.low()));
                rows.add(Row.of(name(of).and("bound", "high"), e.high()));
              });
          return rows;
        });
  }

  private static Tags name(DeploymentFigures of) {
    return Tags.of("deployment", of.name());
  }

  /** Shows other figures; deployments that are not among them are shown no more. */
  void show(List<DeploymentFigures> deployments) {
    for (Gauged each : gauges) {
      List<Row<?>> rows = new ArrayList<>();
      deployments.forEach(of -> rows.addAll(each.rows.apply(of)));
      each.gauge.register(rows, true);
    }
  }
}
