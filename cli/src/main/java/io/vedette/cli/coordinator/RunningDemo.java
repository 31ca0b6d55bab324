package io.vedette.cli.coordinator;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import io.vedette.wire.Endpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A demo that runs on this machine, as other commands find it: {@code demo.json}.
 *
 * @param pid of its process
 * @param startedMs when that process started, milliseconds since the epoch: a later process with
 *     the same pid is another one
 * @param coordinator host:port
 * @param tls whether the coordinator speaks TLS
 * @param trustedCertificate PEM file of who signed its certificate; null: the system's authorities
 * @param tokenFile file whose first line it wants to see; null: none
 * @param dashboard address of its pages; null before they are served
 * @param directory where the demo keeps its files
 */
public record RunningDemo(
    long pid,
    long startedMs,
    String coordinator,
    boolean tls,
    @Nullable Path trustedCertificate,
    @Nullable Path tokenFile,
    @Nullable String dashboard,
    Path directory) {

  /** Its name in a demo's folder. */
  public static final String FILE = "demo.json";

  private static final long MAX_BYTES = 64 << 10;

  /** The kernel's clock and the wall clock drift apart, milliseconds. */
  private static final long SAME_START_MS = 2000;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addModule(new ParameterNamesModule())
          .addModule(new SimpleModule().addSerializer(Path.class, new ToStringSerializer()))
          .build();

  /** The demo that this process runs. */
  public static RunningDemo ofThisProcess(
      Endpoint coordinator, @Nullable String dashboard, Path directory) {
    ProcessHandle self = ProcessHandle.current();
    return new RunningDemo(
        self.pid(),
        startedMs(self).orElse(0L),
        coordinator.toString(),
        coordinator.tls(),
        coordinator.trustedCertificate(),
        coordinator.tokenFile(),
        dashboard,
        directory);
  }

  private static Optional<Long> startedMs(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli);
  }

  /** Reads a file that {@link #write} wrote; empty where there is none that can be read. */
  static Optional<RunningDemo> read(Path file) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
        return Optional.empty();
      }
      RunningDemo demo = JSON.readValue(file.toFile(), RunningDemo.class);
      return Optional.ofNullable(demo)
          .filter(d -> d.pid > 0 && d.coordinator != null && d.directory != null);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Writes it where only this user can read it. */
  void write(Path file) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(part);
    var onlyMe = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (ByteChannel out =
        Files.newByteChannel(
            part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), onlyMe)) {
      ByteBuffer bytes =
          ByteBuffer.wrap(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    }
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Whether the process that wrote it still runs. */
  boolean isRunning() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .flatMap(process -> Optional.of(startedMs(process).orElse(startedMs)))
        .filter(started -> Math.abs(started - startedMs) <= SAME_START_MS)
        .isPresent();
  }

  /**
   * Its coordinator, to dial.
   *
   * @throws IllegalArgumentException when the address is none
   */
  Endpoint endpoint() {
    Endpoint plain = Endpoint.parse(coordinator);
    return new Endpoint(plain.host(), plain.port(), tls, trustedCertificate, tokenFile);
  }
}
