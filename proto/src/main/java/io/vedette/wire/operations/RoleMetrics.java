package io.vedette.wire.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The meters of a process. What is recorded is counted in memory; figures that are only looked at
 * are read when somebody scrapes. Labels are deployments, states and the like, never devices: their
 * number is bounded.
 */
public final class RoleMetrics implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(RoleMetrics.class);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final List<FigureSource> sources = new CopyOnWriteArrayList<>();
  private final ReentrantLock reading = new ReentrantLock();

  /** Reads figures that are shown until it reads again. */
  public interface FigureSource {
    void read() throws Exception;
  }

  /**
   * Meters with those of the JVM and the process.
   *
   * @param role "coordinator"
   */
  public RoleMetrics(String role) {
    Gauge.builder("vedette.role.info", () -> 1)
        .description("1, with the role of the process.")
        .tag("role", role)
        .register(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    collections.bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
  }

  /** Where meters are made. */
  public MeterRegistry registry() {
    return registry;
  }

  /** Reads figures before each scrape, on its thread. What it throws is logged. */
  public void beforeScrape(FigureSource source) {
    sources.add(source);
  }

  /** All meters as Prometheus text, version 0.0.4. */
  public String text() {
    // A scrape that meets another one shows the figures that there are: it must not wait too.
    if (reading.tryLock()) {
      try {
        sources.forEach(RoleMetrics::read);
      } finally {
        reading.unlock();
      }
    }
    return registry.scrape();
  }

  private static void read(FigureSource source) {
    try {
      source.read();
    } catch (Exception e) {
      log.warn("figures were not read: {}", e.toString());
    }
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
