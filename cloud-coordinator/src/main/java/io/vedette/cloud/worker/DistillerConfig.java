package io.vedette.cloud.worker;

import io.vedette.federated.autograd.ComputePrecision;
import io.vedette.wire.Endpoint;
import io.vedette.wire.ServerAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Configuration of a distiller worker. What is missing takes its default.
 *
 * @param coordinator address of the coordinator (127.0.0.1:7400)
 * @param workerId name among the workers ("distiller"); each process adds a random suffix
 * @param directory downloaded artifacts and jobs ({@code vedette-distiller})
 * @param memoryMiB limit of a training process, MiB (4096)
 * @param niceness of a training process, 0 to 19 (10)
 * @param threads of a training process (1)
 * @param precision of what is computed while learning: {@code FLOAT32}, or {@code BFLOAT16} on a
 *     machine whose processor has instructions for it (FLOAT32)
 * @param cacheMiB downloaded artifacts kept, MiB; the longest unused of more are deleted (2048)
 * @param operations where health and metrics are shown over HTTP; null: nowhere
 */
public record DistillerConfig(
    Endpoint coordinator,
    String workerId,
    Path directory,
    long memoryMiB,
    int niceness,
    int threads,
    ComputePrecision precision,
    long cacheMiB,
    @Nullable ServerAddress operations) {

  public DistillerConfig(
      @Nullable Endpoint coordinator,
      @Nullable String workerId,
      @Nullable Path directory,
      long memoryMiB,
      int niceness,
      int threads,
      @Nullable ComputePrecision precision,
      long cacheMiB,
      @Nullable ServerAddress operations) {
    this.coordinator =
        coordinator == null ? Endpoint.plain("127.0.0.1", Endpoint.DEFAULT_PORT) : coordinator;
    this.workerId = workerId == null ? "distiller" : workerId;
    this.directory = directory == null ? Path.of("vedette-distiller") : directory;
    this.memoryMiB = memoryMiB > 0 ? memoryMiB : 4096;
    this.niceness = niceness > 0 ? niceness : 10;
    this.threads = threads > 0 ? threads : 1;
    this.precision = precision == null ? ComputePrecision.FLOAT32 : precision;
    this.cacheMiB = cacheMiB > 0 ? cacheMiB : 2048;
    this.operations = operations;
  }

  /** The same, known to a coordinator by a certificate of this id. */
  public DistillerConfig as(String id, Endpoint with) {
    return new DistillerConfig(
        with, id, directory, memoryMiB, niceness, threads, precision, cacheMiB, operations);
  }

  /** A distiller with every default. */
  public static DistillerConfig of(Endpoint coordinator, Path directory) {
    return new DistillerConfig(coordinator, null, directory, 0, 0, 0, null, 0, null);
  }
}
