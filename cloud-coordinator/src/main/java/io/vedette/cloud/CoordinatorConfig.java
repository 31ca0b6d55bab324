package io.vedette.cloud;

import io.vedette.cloud.backup.BackupConfig;
import io.vedette.cloud.deployment.DeploymentSpec;
import io.vedette.cloud.distillation.DistillationConfig;
import io.vedette.cloud.distillation.GateConfig;
import io.vedette.cloud.escalation.EscalationIntakeConfig;
import io.vedette.cloud.fleet.FleetConfig;
import io.vedette.cloud.housekeeping.ArtifactRetentionConfig;
import io.vedette.cloud.identity.IdentityConfig;
import io.vedette.cloud.rollout.RolloutConfig;
import io.vedette.cloud.round.RoundConfig;
import io.vedette.cloud.teacher.TeacherBatchConfig;
import io.vedette.wire.Endpoint;
import io.vedette.wire.ServerAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Configuration of a coordinator. Every part may be missing and takes its default.
 *
 * @param listener where it listens (127.0.0.1:7400)
 * @param dataDirectory what it keeps: Ignite node, blobs, signing key ({@code vedette-data})
 * @param modelName name of the student's versions ("student")
 * @param initialModel training-form ONNX graph, registered as version 1 when the registry is empty;
 *     null: rounds wait until a version is registered by hand
 * @param fleet heartbeats and the limit of devices
 * @param escalation how hard frames are accepted
 * @param teaching how frames are batched for teachers
 * @param rounds when rounds open
 * @param distillation how students are re-distilled
 * @param gates what a version must pass
 * @param rollouts how a version comes to the devices
 * @param artifacts how long artifacts are kept that nothing uses
 * @param operations where health and metrics are shown over HTTP; null: nowhere
 * @param backups where copies of the data go
 * @param identity certificates of the coordinator and of those who dial it; null: with the defaults
 *     beyond loopback, and none on loopback
 */
public record CoordinatorConfig(
    ServerAddress listener,
    Path dataDirectory,
    String modelName,
    @Nullable Path initialModel,
    FleetConfig fleet,
    EscalationIntakeConfig escalation,
    TeacherBatchConfig teaching,
    RoundConfig rounds,
    DistillationConfig distillation,
    GateConfig gates,
    RolloutConfig rollouts,
    ArtifactRetentionConfig artifacts,
    @Nullable ServerAddress operations,
    BackupConfig backups,
    @Nullable IdentityConfig identity) {

  private static final ServerAddress DEFAULT_LISTENER =
      new ServerAddress("127.0.0.1", Endpoint.DEFAULT_PORT, null, null, null, false);

  public CoordinatorConfig(
      @Nullable ServerAddress listener,
      @Nullable Path dataDirectory,
      @Nullable String modelName,
      @Nullable Path initialModel,
      @Nullable FleetConfig fleet,
      @Nullable EscalationIntakeConfig escalation,
      @Nullable TeacherBatchConfig teaching,
      @Nullable RoundConfig rounds,
      @Nullable DistillationConfig distillation,
      @Nullable GateConfig gates,
      @Nullable RolloutConfig rollouts,
      @Nullable ArtifactRetentionConfig artifacts,
      @Nullable ServerAddress operations,
      @Nullable BackupConfig backups,
      @Nullable IdentityConfig identity) {
    this.listener = listener == null ? DEFAULT_LISTENER : listener;
    this.dataDirectory = dataDirectory == null ? Path.of("vedette-data") : dataDirectory;
    this.modelName = modelName == null ? "student" : modelName;
    this.initialModel = initialModel;
    this.fleet = fleet == null ? FleetConfig.defaults() : fleet;
    this.escalation = escalation == null ? EscalationIntakeConfig.defaults() : escalation;
    this.teaching = teaching == null ? TeacherBatchConfig.defaults() : teaching;
    this.rounds = rounds == null ? RoundConfig.defaults() : rounds;
    this.distillation = distillation == null ? DistillationConfig.defaults() : distillation;
    this.gates = gates == null ? GateConfig.defaults() : gates;
    this.rollouts = rollouts == null ? RolloutConfig.defaults() : rollouts;
    this.artifacts = artifacts == null ? ArtifactRetentionConfig.defaults() : artifacts;
    this.operations = operations;
    this.backups = backups == null ? BackupConfig.none() : backups;
    this.identity = identity;
  }

  /**
   * Whether callers are known by certificates and tokens. Not where the listener is open or has one
   * token for everybody, nor on loopback unless {@code identity} is there.
   */
  public boolean knowsCallers() throws IOException {
    if (listener.insecure() || listener.certificate() != null || listener.tokenFile() != null) {
      return false;
    }
    return identity != null || !InetAddress.getByName(listener.host()).isLoopbackAddress();
  }

  /** The deployment that this file describes. */
  DeploymentSpec deployment() {
    return new DeploymentSpec(
        DeploymentSpec.DEFAULT,
        modelName,
        null,
        false,
        null,
        rounds,
        distillation,
        gates,
        rollouts,
        null,
        null,
        null);
  }

  public static CoordinatorConfig defaults() {
    return of(null, null);
  }

  /** The defaults, at an address and on a data directory. */
  public static CoordinatorConfig of(
      @Nullable ServerAddress listener, @Nullable Path dataDirectory) {
    return new CoordinatorConfig(
        listener,
        dataDirectory,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** The same, with copies of the data. */
  public CoordinatorConfig with(BackupConfig copies) {
    return with(copies, identity);
  }

  /** The same, with callers that are known. */
  public CoordinatorConfig with(IdentityConfig known) {
    return with(backups, known);
  }

  private CoordinatorConfig with(BackupConfig copies, @Nullable IdentityConfig known) {
    return new CoordinatorConfig(
        listener,
        dataDirectory,
        modelName,
        initialModel,
        fleet,
        escalation,
        teaching,
        rounds,
        distillation,
        gates,
        rollouts,
        artifacts,
        operations,
        copies,
        known);
  }
}
