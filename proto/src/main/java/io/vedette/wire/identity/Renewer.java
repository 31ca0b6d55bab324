package io.vedette.wire.identity;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.vedette.proto.v1.Enrollment;
import io.vedette.proto.v1.IdentityServiceGrpc;
import io.vedette.proto.v1.RenewRequest;
import io.vedette.wire.Endpoint;
import io.vedette.wire.IdentityFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets the next certificate of the key when two thirds of the life of the present one are over, and
 * tries again after growing pauses, which differ from device to device. Connections that are open
 * go on; those that are made later show the new one, see {@link Endpoint#channel}.
 */
public final class Renewer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Renewer.class);
  private static final Duration LOOK = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final long PATIENCE_SECONDS = 60;

  private final Endpoint coordinator;
  private final IdentityFolder folder;
  private final InstantSource clock;
  private final ScheduledExecutorService thread;

  private Renewer(Endpoint coordinator, IdentityFolder folder, InstantSource clock) {
    this.coordinator = coordinator;
    this.folder = folder;
    this.clock = clock;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread made = new Thread(task, "certificate");
              made.setDaemon(true);
              return made;
            });
  }

  /** Looks at the certificate every minute or so, until it is closed. */
  public static Renewer start(Endpoint coordinator, IdentityFolder folder) {
    Renewer renewer = new Renewer(coordinator, folder, InstantSource.system());
    renewer.next(LOOK);
    return renewer;
  }

  private void next(Duration pause) {
    long most = pause.toMillis();
    long wait = most / 2 + ThreadLocalRandom.current().nextLong(most / 2);
    try {
      thread.schedule(() -> look(pause), wait, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      log.debug("closed");
    }
  }

  private void look(Duration pause) {
    Duration after = LOOK;
    try {
      if (isDue(folder.own(), clock.millis())) {
        renew(coordinator, folder);
        log.info("the certificate of {} was renewed", folder.name());
      }
    } catch (IOException | StatusRuntimeException e) {
      log.warn("the certificate is not renewed, and is tried again: {}", e.getMessage());
      after = doubled(pause);
    } catch (RuntimeException e) {
      log.warn("the certificate is not renewed, and is tried again", e);
      after = doubled(pause);
    }
    next(after);
  }

  private static Duration doubled(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
  }

  static boolean isDue(X509Certificate certificate, long nowMs) {
    long from = certificate.getNotBefore().getTime();
    long to = certificate.getNotAfter().getTime();
    return nowMs >= from + (to - from) / 3 * 2;
  }

  /**
   * Gets the next certificate now.
   *
   * @throws StatusRuntimeException what the coordinator says, or that it is not there
   */
  public static void renew(Endpoint coordinator, IdentityFolder folder) throws IOException {
    ManagedChannel channel = coordinator.dial();
    try {
      Enrollment enrollment =
          IdentityServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
              .renew(
                  RenewRequest.newBuilder()
                      .setCsr(ByteString.copyFrom(Files.readAllBytes(folder.request())))
                      .build());
      folder.writeCertificates(Enroller.bytes(enrollment), enrollment.getAuthority().toByteArray());
    } finally {
      channel.shutdownNow();
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
