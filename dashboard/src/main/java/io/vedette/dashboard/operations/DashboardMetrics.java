package io.vedette.dashboard.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.vedette.wire.operations.HistogramBuckets;
import io.vedette.wire.operations.RoleMetrics;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** The meters of a dashboard. */
public final class DashboardMetrics implements AutoCloseable {

  private static final String OTHER = "other";

  private record Call(String method, String outcome) {}

  private final RoleMetrics role = new RoleMetrics("dashboard");
  private final Set<String> methods;
  private final Map<Call, Timer> calls = new ConcurrentHashMap<>();

  /**
   * @param methods that are counted by name; all other calls are counted together
   */
  public DashboardMetrics(Set<String> methods) {
    this.methods = Set.copyOf(methods);
  }

  /** Their text form. */
  RoleMetrics role() {
    return role;
  }

  /** Shows how many pages follow what happens. */
  public void streams(IntSupplier open) {
    Gauge.builder("vedette.dashboard.streams", () -> open.getAsInt())
        .description("Live streams that are open.")
        .register(role.registry());
  }

  /** Measures a call of the management API from here to its end. */
  public void measure(RoutingContext request) {
    long start = System.nanoTime();
    request.addEndHandler(
        ended -> {
          String path = request.normalizedPath();
          String method = path.substring(path.lastIndexOf('/') + 1);
          int status = request.response().ended() ? request.response().getStatusCode() : 0;
          calls
              .computeIfAbsent(
                  new Call(methods.contains(method) ? method : OTHER, outcome(status)), this::timer)
              .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        });
    request.next();
  }

  /** Few words, so that there are few meters. */
  private static String outcome(int status) {
    return status == 0 ? "broken_off" : status < 400 ? "ok" : status < 500 ? "refused" : "failed";
  }

  private Timer timer(Call call) {
    return Timer.builder("vedette.dashboard.call")
        .description("Calls of the management API, by method and outcome.")
        .tag("method", call.method)
        .tag("outcome", call.outcome)
        .serviceLevelObjectives(HistogramBuckets.work())
        .register(role.registry());
  }

  @Override
  public void close() {
    role.close();
  }
}
