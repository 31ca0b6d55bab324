package io.vedette.cli.simulate;

import io.vedette.cli.coordinator.CoordinatorClient;
import io.vedette.proto.v1.GetRolloutRequest;
import io.vedette.proto.v1.GetRoundRequest;
import io.vedette.proto.v1.GetSummaryRequest;
import io.vedette.proto.v1.GetVersionRequest;
import io.vedette.proto.v1.Manifest;
import io.vedette.proto.v1.RegisterVersionRequest;
import io.vedette.proto.v1.StartRolloutRequest;
import io.vedette.proto.v1.StartRoundRequest;
import io.vedette.proto.v1.Version;
import io.vedette.proto.v1.VersionRef;
import io.vedette.wire.Endpoint;
import io.vedette.wire.EnumLabels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** What the simulation asks a coordinator as a person would. */
final class CoordinatorView implements AutoCloseable {

  private final CoordinatorClient client;

  CoordinatorView(Endpoint coordinator) {
    client = new CoordinatorClient(coordinator);
  }

  /** The version that the fleet runs; empty when there is none. */
  Optional<VersionRef> fleetVersion() {
    try {
      return Optional.of(fleets().getManifest().getVersion());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Version fleets() throws IOException {
    VersionRef desired =
        client
            .ask(s -> s.getSummary(GetSummaryRequest.getDefaultInstance()))
            .getDesired()
            .getVersion();
    String reference = desired.getName() + ":" + desired.getNumber();
    return client.ask(
        s -> s.getVersion(GetVersionRequest.newBuilder().setReference(reference).build()));
  }

  /** Registers the fleet's version once more, under the next number. */
  VersionRef copyOfFleetVersion() throws IOException {
    Manifest manifest =
        fleets().getManifest().toBuilder()
            .setVersion(fleets().getManifest().getVersion().toBuilder().setNumber(0))
            .setCreatedAtMs(0)
            .clearSignature()
            .setNote("a copy, to measure a rollout")
            .build();
    return client
        .ask(
            s ->
                s.registerVersion(
                    RegisterVersionRequest.newBuilder().setManifest(manifest).build()))
        .getManifest()
        .getVersion();
  }

  /** The training graph of the fleet's version. */
  void download(Path target) throws IOException {
    var training = fleets().getManifest().getTraining();
    client.artifacts().download(training.getSha256(), training.getSizeBytes(), target);
  }

  String startRollout(VersionRef version) throws IOException {
    String reference = version.getName() + ":" + version.getNumber();
    return client
        .ask(s -> s.startRollout(StartRolloutRequest.newBuilder().setReference(reference).build()))
        .getId();
  }

  String startRound() throws IOException {
    return client.ask(s -> s.startRound(StartRoundRequest.getDefaultInstance())).getId();
  }

  /** The state of a rollout, as text. */
  String rollout(String id) throws IOException {
    return EnumLabels.labelOf(
        client
            .ask(s -> s.getRollout(GetRolloutRequest.newBuilder().setRolloutId(id).build()))
            .getState());
  }

  /** The state of a round, as text. */
  String round(String id) throws IOException {
    return EnumLabels.labelOf(
        client
            .ask(s -> s.getRound(GetRoundRequest.newBuilder().setRoundId(id).build()))
            .getState());
  }

  @Override
  public void close() {
    client.close();
  }
}
