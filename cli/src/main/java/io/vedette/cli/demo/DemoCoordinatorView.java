package io.vedette.cli.demo;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.vedette.cli.coordinator.ListPages;
import io.vedette.proto.v1.Artifact;
import io.vedette.proto.v1.Device;
import io.vedette.proto.v1.DeviceSummary;
import io.vedette.proto.v1.GetDeviceRequest;
import io.vedette.proto.v1.GetRolloutRequest;
import io.vedette.proto.v1.GetSummaryRequest;
import io.vedette.proto.v1.GetVersionRequest;
import io.vedette.proto.v1.ListDevicesRequest;
import io.vedette.proto.v1.ListDevicesResponse;
import io.vedette.proto.v1.ListDistillationsRequest;
import io.vedette.proto.v1.ListEventsRequest;
import io.vedette.proto.v1.ListRolloutsRequest;
import io.vedette.proto.v1.ListRoundParticipantsRequest;
import io.vedette.proto.v1.ListRoundParticipantsResponse;
import io.vedette.proto.v1.ListRoundsRequest;
import io.vedette.proto.v1.ListVersionsRequest;
import io.vedette.proto.v1.ManagementServiceGrpc;
import io.vedette.proto.v1.ManagementServiceGrpc.ManagementServiceBlockingStub;
import io.vedette.proto.v1.Participant;
import io.vedette.proto.v1.Rollout;
import io.vedette.proto.v1.Round;
import io.vedette.proto.v1.Summary;
import io.vedette.proto.v1.Version;
import io.vedette.proto.v1.VersionSummary;
import io.vedette.wire.ArtifactClient;
import io.vedette.wire.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The coordinator as the demo sees it: through the same services as everyone. */
final class DemoCoordinatorView implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A demo has no more devices, and no round more participants. */
  private static final int MOST = 1_000;

  private static final int PAGE = 100;

  private final Endpoint endpoint;
  private @Nullable ManagedChannel channel;

  /** Versions never change; those that were read once are kept. */
  private final Map<String, Version> versions = new HashMap<>();

  /** It connects when first asked after the coordinator has made its files. */
  DemoCoordinatorView(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** The state of everything; empty while the coordinator does not answer. */
  Optional<LoopState> state() {
    if (!hasFiles()) {
      return Optional.empty();
    }
    // A coordinator that was restarted is asked at once, not after the channel's growing pause.
    channel().resetConnectBackoff();
    try {
      return Optional.of(read());
    } catch (StatusRuntimeException | IOException e) {
      return Optional.empty();
    }
  }

  /** A coordinator makes the files that whoever dials it needs when it starts the first time. */
  private boolean hasFiles() {
    return Stream.of(endpoint.trustedCertificate(), endpoint.tokenFile())
        .filter(Objects::nonNull)
        .allMatch(Files::exists);
  }

  private synchronized ManagedChannel channel() {
    ManagedChannel open = channel;
    if (open == null) {
      open = endpoint.dial();
      channel = open;
    }
    return open;
  }

  private LoopState read() throws IOException {
    Summary summary = ask().getSummary(GetSummaryRequest.getDefaultInstance());
    List<Round> rounds =
        ask().listRounds(ListRoundsRequest.newBuilder().setPageSize(PAGE).build()).getRoundsList();
    Map<String, List<Participant>> participants = new HashMap<>();
    for (Round round : rounds) {
      participants.put(round.getId(), participants(round.getId()));
    }
    return new LoopState(
        summary.getAtMs(),
        summary.getEscalations(),
        devices(),
        rounds,
        participants,
        ask()
            .listDistillations(ListDistillationsRequest.newBuilder().setPageSize(PAGE).build())
            .getDistillationsList(),
        rollouts(),
        versions(),
        ask().listEvents(ListEventsRequest.newBuilder().setPageSize(PAGE).build()).getEventsList());
  }

  private List<Device> devices() throws IOException {
    List<DeviceSummary> rows =
        ListPages.read(
            token ->
                ask()
                    .listDevices(
                        ListDevicesRequest.newBuilder()
                            .setPageSize(PAGE)
                            .setPageToken(token)
                            .build()),
            ListDevicesResponse::getDevicesList,
            ListDevicesResponse::getNextPageToken,
            MOST);
    List<Device> devices = new ArrayList<>();
    for (DeviceSummary row : rows) {
      devices.add(
          ask().getDevice(GetDeviceRequest.newBuilder().setAgentId(row.getAgentId()).build()));
    }
    return devices;
  }

  private List<Participant> participants(String roundId) throws IOException {
    return ListPages.read(
        token ->
            ask()
                .listRoundParticipants(
                    ListRoundParticipantsRequest.newBuilder()
                        .setRoundId(roundId)
                        .setPageSize(PAGE)
                        .setPageToken(token)
                        .build()),
        ListRoundParticipantsResponse::getParticipantsList,
        ListRoundParticipantsResponse::getNextPageToken,
        MOST);
  }

  /** Each with its longest swap gap, which lists leave out. */
  private List<Rollout> rollouts() {
    return ask()
        .listRollouts(ListRolloutsRequest.newBuilder().setPageSize(PAGE).build())
        .getRolloutsList()
        .stream()
        .map(r -> ask().getRollout(GetRolloutRequest.newBuilder().setRolloutId(r.getId()).build()))
        .toList();
  }

  private List<Version> versions() {
    List<Version> newest = new ArrayList<>();
    for (VersionSummary row :
        ask()
            .listVersions(ListVersionsRequest.newBuilder().setPageSize(PAGE).build())
            .getVersionsList()) {
      newest.add(versions.computeIfAbsent(ReportSummary.text(row.getVersion()), this::version));
    }
    return newest;
  }

  private Version version(String reference) {
    return ask().getVersion(GetVersionRequest.newBuilder().setReference(reference).build());
  }

  private ManagementServiceBlockingStub ask() {
    return ManagementServiceGrpc.newBlockingStub(channel())
        .withDeadlineAfter(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  void fetch(Artifact artifact, Path target) throws IOException {
    new ArtifactClient(channel()).download(artifact.getSha256(), artifact.getSizeBytes(), target);
  }

  @Override
  public synchronized void close() {
    if (channel != null) {
      channel.shutdownNow();
    }
  }
}
