package io.vedette.cloud.rpc;

import static io.vedette.cloud.rpc.LargestAnswersTest.device;
import static io.vedette.cloud.rpc.LargestAnswersTest.pages;

import com.google.protobuf.Message;
import io.vedette.cloud.Scratch;
import io.vedette.cloud.audit.AccuracyRow;
import io.vedette.cloud.audit.AuditSeries;
import io.vedette.cloud.backup.Backup;
import io.vedette.cloud.camera.CameraManagement;
import io.vedette.cloud.camera.CameraView;
import io.vedette.cloud.camera.SettingChange;
import io.vedette.cloud.camera.WantedSettings;
import io.vedette.cloud.deployment.DeploymentSpec;
import io.vedette.cloud.deployment.SpecChange;
import io.vedette.cloud.distillation.Distillation;
import io.vedette.cloud.drift.Drift;
import io.vedette.cloud.drift.DriftSeries;
import io.vedette.cloud.drift.WatchedSeries;
import io.vedette.cloud.escalation.AcceptedEscalation;
import io.vedette.cloud.escalation.EscalationCounts;
import io.vedette.cloud.escalation.FrameRegion;
import io.vedette.cloud.escalation.TeacherVerdict;
import io.vedette.cloud.feed.Alarm;
import io.vedette.cloud.feed.EventFeed;
import io.vedette.cloud.feed.FeedEntry;
import io.vedette.cloud.feed.FeedEntry.Severity;
import io.vedette.cloud.feed.Subject;
import io.vedette.cloud.fleet.CameraSnapshot;
import io.vedette.cloud.fleet.DeviceEvent;
import io.vedette.cloud.fleet.DeviceFigures;
import io.vedette.cloud.health.FieldMean;
import io.vedette.cloud.health.HealthAnalysis;
import io.vedette.cloud.health.HealthFinding;
import io.vedette.cloud.health.HealthReport;
import io.vedette.cloud.health.HealthSignal;
import io.vedette.cloud.health.HealthVerdict;
import io.vedette.cloud.history.HistoryAnswers;
import io.vedette.cloud.housekeeping.StorageUse;
import io.vedette.cloud.identity.EnrollmentToken;
import io.vedette.cloud.identity.Role;
import io.vedette.cloud.identity.people.ApiToken;
import io.vedette.cloud.identity.people.User;
import io.vedette.cloud.loop.DeploymentManagement;
import io.vedette.cloud.model.ModelInspection;
import io.vedette.cloud.overview.CoordinatorSummary;
import io.vedette.cloud.overview.DeploymentReader;
import io.vedette.cloud.overview.MergedWalk;
import io.vedette.cloud.overview.TeacherReader;
import io.vedette.cloud.quota.QuotaMeter;
import io.vedette.cloud.quota.Quotas;
import io.vedette.cloud.replacement.ComparedFrame;
import io.vedette.cloud.replacement.LabelAgreement;
import io.vedette.cloud.replacement.TeacherReplacement;
import io.vedette.cloud.review.Accuracy;
import io.vedette.cloud.review.Review;
import io.vedette.cloud.review.ReviewedModel;
import io.vedette.cloud.rollout.Bake;
import io.vedette.cloud.rollout.Member;
import io.vedette.cloud.rollout.Rollout;
import io.vedette.cloud.round.Participant;
import io.vedette.cloud.round.Round;
import io.vedette.cloud.round.RoundPace;
import io.vedette.cloud.teacher.TeacherStatus;
import io.vedette.cloud.version.FleetVersion;
import io.vedette.cloud.version.NamedVersion;
import io.vedette.detector.Detection;
import io.vedette.detector.DetectorSpec;
import io.vedette.detector.evaluate.AccuracySequences;
import io.vedette.detector.evaluate.AgreementCounts;
import io.vedette.detector.evaluate.Interval;
import io.vedette.proto.v1.AuditLogEntry;
import io.vedette.proto.v1.AuditLogVerdict;
import io.vedette.proto.v1.CreateApiTokenResponse;
import io.vedette.proto.v1.CreateEnrollmentTokenResponse;
import io.vedette.proto.v1.Deployment;
import io.vedette.proto.v1.ForgetDeviceResponse;
import io.vedette.proto.v1.FrameCount;
import io.vedette.proto.v1.ListApiTokensRequest;
import io.vedette.proto.v1.ListAuditLogResponse;
import io.vedette.proto.v1.ListBackupsResponse;
import io.vedette.proto.v1.ListChanges;
import io.vedette.proto.v1.ListDeploymentsResponse;
import io.vedette.proto.v1.ListDevicesRequest;
import io.vedette.proto.v1.ListDevicesResponse;
import io.vedette.proto.v1.ListDistillationsResponse;
import io.vedette.proto.v1.ListEnrollmentTokensRequest;
import io.vedette.proto.v1.ListEscalationsResponse;
import io.vedette.proto.v1.ListEventsRequest;
import io.vedette.proto.v1.ListFieldAccuracyResponse;
import io.vedette.proto.v1.ListQuarantineResponse;
import io.vedette.proto.v1.ListReviewQueueResponse;
import io.vedette.proto.v1.ListRolloutMembersResponse;
import io.vedette.proto.v1.ListRolloutsResponse;
import io.vedette.proto.v1.ListRoundParticipantsResponse;
import io.vedette.proto.v1.ListRoundsResponse;
import io.vedette.proto.v1.ListTeacherReplacementsRequest;
import io.vedette.proto.v1.ListTeachersRequest;
import io.vedette.proto.v1.ListUsersRequest;
import io.vedette.proto.v1.ListVersionsResponse;
import io.vedette.proto.v1.PutUserResponse;
import io.vedette.proto.v1.ReviewedAccuracy;
import io.vedette.proto.v1.RolloutPlan;
import io.vedette.proto.v1.RolloutWave;
import io.vedette.proto.v1.SignInLink;
import io.vedette.proto.v1.SnapshotList;
import io.vedette.registry.Samples;
import io.vedette.registry.lineage.LineageGraph;
import io.vedette.registry.lineage.LineageNode;
import io.vedette.registry.manifest.Artifact;
import io.vedette.registry.manifest.GateMeasure;
import io.vedette.registry.manifest.GateResult;
import io.vedette.registry.manifest.Manifest;
import io.vedette.registry.manifest.ManifestCodec;
import io.vedette.registry.manifest.Version;
import io.vedette.wire.Tags;
import io.vedette.wire.camera.CameraReport;
import io.vedette.wire.camera.CameraSettings;
import io.vedette.wire.camera.LabelRule;
import io.vedette.wire.camera.Polygon;
import io.vedette.wire.camera.TileGrid;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The largest answer to each call of the management service, as the endpoint makes it. */
final class LargestAnswers {

  /** Longer than any text of the coordinator's own; three bytes a character. */
  private static final String TEXT = "\u20ac".repeat(5_000);

  private static final String ID = "i".repeat(64);
  private static final DeploymentSpec SPEC =
      new DeploymentSpec(
          "boards", null, "line=boards", false, null, null, null, null, null, null, null, null);
  private static final int MANY = 300;

  private LargestAnswers() {}

  /** By the name of the call. */
  static Map<String, Callable<Message>> all() {
    Map<String, Callable<Message>> answers = new LinkedHashMap<>();
    for (String call : List.of("Watch", "GetSummary")) {
      answers.put(call, () -> SummaryMapper.write(summary()));
    }
    DevicePages devices = pages(List.of(device(1, "x".repeat(512), 64)));
    answers.put(
        "ListDevices",
        () ->
            pages(IntStream.range(0, MANY).mapToObj(i -> device(i, TEXT, 64)).toList())
                .list(ListDevicesRequest.newBuilder().setPageSize(100).build()));
    answers.put(
        "GetListChanges",
        () -> {
          var whole = (ListDevicesResponse) answers.get("ListDevices").call();
          return ListChanges.newBuilder()
              .setRevision(Long.MAX_VALUE)
              .addAllPlaces(Collections.nCopies(100, 99))
              .setDevices(whole)
              .build();
        });
    for (String call : List.of("GetDevice", "RevokeDevice", "TagDevice")) {
      answers.put(call, () -> devices.device("agent-1"));
    }
    answers.put(
        "ForgetDevice",
        () ->
            ForgetDeviceResponse.newBuilder()
                .setDevice(devices.device("agent-1"))
                .setKept("k".repeat(1_024))
                .build());
    answers.put("GetSnapshots", LargestAnswers::snapshots);
    answers.put("GetEvents", () -> DevicePages.events(Collections.nCopies(100, deviceEvent())));
    cameras(answers);
    deployments(answers);
    answers.put("ListTeachers", LargestAnswers::teachers);
    for (String call : List.of("ReplaceTeacher", "AcceptTeacher", "DropTeacher")) {
      answers.put(call, () -> ReplacementPages.write(replacement()));
    }
    answers.put(
        "ListTeacherReplacements",
        () ->
            ReplacementPages.list(
                Collections.nCopies(MANY, replacement()),
                ListTeacherReplacementsRequest.newBuilder().setPageSize(100).build()));
    rounds(answers);
    distillations(answers);
    rollouts(answers);
    versions(answers);
    answers.put("GetLineage", () -> LineagePages.write(lineage()));
    answers.put("ListEvents", LargestAnswers::events);
    answers.put("ListEscalations", LargestAnswers::escalations);
    for (String call : List.of("GetEscalation", "SubmitReview")) {
      answers.put(
          call,
          () ->
              EscalatedFrameMapper.whole(
                  escalation(1_000), Optional.of(Scratch.V1), Optional.of(review())));
    }
    answers.put("ListReviewQueue", LargestAnswers::reviewQueue);
    answers.put("GetReviewedAccuracy", LargestAnswers::reviewedAccuracy);
    answers.put("ListQuarantine", LargestAnswers::quarantine);
    answers.put("ListFieldAccuracy", LargestAnswers::accuracy);
    answers.put("GetHistory", () -> HistoryPages.write(HistoryAnswers.largest()));
    answers.put("ListAuditLog", LargestAnswers::auditLog);
    answers.put(
        "GetAuditLogVerdict",
        () ->
            AuditLogVerdict.newBuilder()
                .addAllFaults(Collections.nCopies(20, "€".repeat(300)))
                .build());
    answers.put("CreateBackup", () -> BackupMapper.write(backup()));
    answers.put(
        "ListBackups",
        () ->
            ListBackupsResponse.newBuilder()
                .addAllBackups(
                    Collections.nCopies(
                        Paging.fitting(Collections.nCopies(1_000, BackupMapper.write(backup()))),
                        BackupMapper.write(backup())))
                .build());
    for (String call : List.of("GetStorage", "CollectGarbage")) {
      answers.put(
          call,
          () ->
              StorageMapper.write(
                  Arrays.stream(StorageUse.Kind.values())
                      .map(kind -> new StorageUse(kind, -1, -1, -1, -1))
                      .toList()));
    }
    answers.put(
        "CreateEnrollmentToken",
        () ->
            CreateEnrollmentTokenResponse.newBuilder()
                .setToken("t".repeat(256))
                .setDetails(EnrollmentPages.write(enrollmentToken()))
                .build());
    answers.put(
        "ListEnrollmentTokens",
        () ->
            EnrollmentPages.list(
                Collections.nCopies(MANY, enrollmentToken()),
                ListEnrollmentTokensRequest.newBuilder().setPageSize(100).build()));
    answers.put("RevokeEnrollmentToken", () -> EnrollmentPages.write(enrollmentToken()));
    people(answers);
    return answers;
  }

  private static void people(Map<String, Callable<Message>> answers) {
    Set<String> deployments =
        IntStream.range(0, 64).mapToObj(i -> "d".repeat(62) + i).collect(Collectors.toSet());
    User user =
        new User(ID, Role.OPERATOR, deployments, "", "S", 1, Long.MAX_VALUE, Long.MAX_VALUE);
    ApiToken token =
        new ApiToken(ID, "", ID, Role.OPERATOR, deployments, ID, Long.MAX_VALUE, Long.MAX_VALUE);
    answers.put(
        "ListUsers",
        () ->
            PeoplePages.list(
                Collections.nCopies(MANY, user),
                Map.of(ID, Long.MAX_VALUE),
                ListUsersRequest.newBuilder().setPageSize(100).build()));
    answers.put(
        "PutUser",
        () ->
            PutUserResponse.newBuilder()
                .setUser(PeoplePages.write(user, 1L))
                .setCodeUri("u".repeat(512))
                .build());
    answers.put("DeleteUser", () -> PeoplePages.write(user, 1L));
    answers.put(
        "CreateApiToken",
        () ->
            CreateApiTokenResponse.newBuilder()
                .setSecret("s".repeat(128))
                .setToken(PeoplePages.write(token))
                .build());
    answers.put(
        "ListApiTokens",
        () ->
            PeoplePages.list(
                Collections.nCopies(MANY, token),
                ListApiTokensRequest.newBuilder().setPageSize(100).build()));
    answers.put("RevokeApiToken", () -> PeoplePages.write(token));
    answers.put(
        "CreateSignInLink",
        () -> SignInLink.newBuilder().setCode("c".repeat(128)).setExpiresAtMs(-1).build());
  }

  private static EnrollmentToken enrollmentToken() {
    return new EnrollmentToken(
        ID,
        "a".repeat(64),
        Role.DISTILLER,
        ID,
        10_000,
        Long.MAX_VALUE,
        Long.MAX_VALUE,
        new Tags(
            IntStream.range(0, 32)
                .boxed()
                .collect(Collectors.toMap(i -> "k".repeat(60) + i, i -> "v".repeat(63)))),
        IntStream.range(0, 64).mapToObj(i -> "d".repeat(62) + i).collect(Collectors.toSet()),
        ID);
  }

  private static void cameras(Map<String, Callable<Message>> answers) {
    Map<String, Polygon> zones = new TreeMap<>();
    Map<String, LabelRule> labels = new TreeMap<>();
    double third = 1.0 / 3;
    Polygon large =
        new Polygon(Collections.nCopies(CameraSettings.MAX_CORNERS, List.of(third, third)));
    for (int i = 0; i < CameraSettings.MAX_LABELS; i++) {
      String number = String.format("%02d", i);
      labels.put(number + "l".repeat(CameraSettings.MAX_LABEL - 2), new LabelRule(third, third));
      if (i < CameraSettings.MAX_ZONES) {
        zones.put(number + "z".repeat(CameraSettings.MAX_NAME - 2), large);
      }
    }
    CameraSettings settings =
        new CameraSettings(
            "s".repeat(1_024),
            third,
            zones,
            Collections.nCopies(CameraSettings.MAX_MASKS, large),
            labels,
            new TileGrid("16x16", third));
    CameraView camera =
        new CameraView(
            ID,
            ID,
            new WantedSettings(ID, ID, Integer.MAX_VALUE, settings, "w".repeat(200), 9),
            new CameraReport(
                ID,
                1,
                Integer.MAX_VALUE,
                TEXT,
                List.of("source", "fps", "zones", "masks", "labels", "tiles"),
                TEXT,
                settings,
                true));
    answers.put("ListCameras", () -> CameraPages.list(Collections.nCopies(MANY, camera), "", 100));
    answers.put("GetCamera", () -> CameraPages.write(camera));
    answers.put(
        "ApplyCamera",
        () ->
            CameraPages.write(
                new CameraManagement.Outcome(
                    ID,
                    ID,
                    Integer.MAX_VALUE,
                    true,
                    Collections.nCopies(100, new SettingChange(TEXT, TEXT, TEXT)),
                    Collections.nCopies(8, TEXT))));
  }

  private static void rounds(Map<String, Callable<Message>> answers) {
    for (String call : List.of("GetRound", "StartRound", "CancelRound")) {
      answers.put(call, () -> LoopMapper.write(round()));
    }
    answers.put(
        "ListRounds",
        () ->
            ListRoundsResponse.newBuilder()
                .addAllRounds(machines(round(), LoopMapper::write).items())
                .build());
    Participant participant =
        new Participant(
            ID,
            Participant.State.DECLINED,
            null,
            TEXT,
            round().rows().iterator().next().pace(),
            null);
    answers.put(
        "ListRoundParticipants",
        () ->
            ListRoundParticipantsResponse.newBuilder()
                .addAllParticipants(items(participant, LoopMapper::write))
                .build());
  }

  private static ListAuditLogResponse auditLog() {
    AuditLogEntry entry =
        AuditLogPages.write(
            new io.vedette.cloud.identity.log.AuditLogEntry(
                Long.MAX_VALUE,
                Long.MAX_VALUE,
                TEXT,
                "operator",
                "certificate",
                TEXT,
                TEXT,
                TEXT,
                TEXT,
                TEXT,
                "PERMISSION_DENIED",
                TEXT,
                Integer.MAX_VALUE,
                "f".repeat(64)));
    List<AuditLogEntry> all = Collections.nCopies(100, entry);
    return ListAuditLogResponse.newBuilder()
        .addAllEntries(all.subList(0, Paging.fitting(all)))
        .setNextPageToken(Paging.token(Long.toString(Long.MAX_VALUE)))
        .build();
  }

  private static Backup backup() {
    return new Backup(ID, Backup.State.FAILED, 1, 1, Long.MAX_VALUE, Long.MAX_VALUE, TEXT);
  }

  private static void distillations(Map<String, Callable<Message>> answers) {
    for (String call : List.of("GetDistillation", "CancelDistillation")) {
      answers.put(call, () -> LoopMapper.write(distillation()));
    }
    answers.put(
        "ListDistillations",
        () ->
            ListDistillationsResponse.newBuilder()
                .addAllDistillations(machines(distillation(), LoopMapper::write).items())
                .build());
  }

  private static void rollouts(Map<String, Callable<Message>> answers) {
    for (String call :
        List.of("StartRollout", "PauseRollout", "ResumeRollout", "AbortRollout", "RollBack")) {
      answers.put(call, () -> LoopMapper.write(rollout()));
    }
    answers.put(
        "GetRolloutPlan",
        () -> {
          RolloutPlan.Builder plan = RolloutPlan.newBuilder();
          for (int wave = 0; wave <= 100; wave++) {
            plan.addWaves(
                RolloutWave.newBuilder()
                    .setNumber(wave)
                    .setDevices(Integer.MAX_VALUE)
                    .addAllNamed(Collections.nCopies(20, ID)));
          }
          return plan.build();
        });
    answers.put("GetRollout", () -> LoopMapper.detailed(rollout()));
    answers.put(
        "ListRollouts",
        () ->
            ListRolloutsResponse.newBuilder()
                .addAllRollouts(machines(rollout(), LoopMapper::write).items())
                .build());
    Member member = new Member(ID, 1, Member.State.FAILED, true, true, TEXT, 1, 1, 1);
    answers.put(
        "ListRolloutMembers",
        () ->
            ListRolloutMembersResponse.newBuilder()
                .addAllMembers(items(member, LoopMapper::write))
                .build());
  }

  private static void versions(Map<String, Callable<Message>> answers) {
    for (String call : List.of("GetVersion", "RegisterModel", "RegisterVersion", "SetAlias")) {
      answers.put(call, () -> VersionPages.write(version()));
    }
    answers.put("InspectModel", () -> ModelPages.write(inspection()));
    answers.put(
        "ListVersions",
        () ->
            ListVersionsResponse.newBuilder()
                .addAllVersions(items(version(), VersionPages::summary))
                .build());
  }

  private static TeacherStatus teacher() {
    return new TeacherStatus(ID, ID, "d".repeat(64), 1, 1, 1, 1);
  }

  private static TeacherReplacement replacement() {
    Detection detection = Scratch.detection("l".repeat(128), 5);
    ComparedFrame frame =
        new ComparedFrame(
            ID,
            "d".repeat(64),
            1920,
            1080,
            Collections.nCopies(1_000, detection),
            Collections.nCopies(1_000, detection));
    return new TeacherReplacement(
        ID,
        ID,
        ID,
        100_000,
        TeacherReplacement.State.ACCEPTED,
        1,
        1,
        "d".repeat(64),
        "d".repeat(64),
        1,
        Collections.nCopies(100, new LabelAgreement("l".repeat(128), 1, 1, 1)),
        Collections.nCopies(12, frame));
  }

  private static Message teachers() {
    TeacherReader.Taught taught =
        new TeacherReader.Taught(
            ID,
            1,
            new Quotas(1, 1L, 1.0),
            Optional.of(new QuotaMeter.AtQuota(ID, "1,000,000,000 frames an hour", 1)));
    TeacherReader.Named named =
        new TeacherReader.Named(
            ID, Collections.nCopies(100, teacher()), Collections.nCopies(100, taught));
    return TeacherPages.list(
        Collections.nCopies(MANY, named),
        model -> Optional.of(Scratch.V1),
        ListTeachersRequest.newBuilder().setPageSize(100).build());
  }

  /** With as many labels as an inspection lets through. */
  private static ModelInspection inspection() {
    DetectorSpec spec =
        version()
            .version()
            .manifest()
            .detector()
            .withLabels(Collections.nCopies(960, "l".repeat(128)));
    Artifact artifact = new Artifact("d".repeat(64), 1, "fp32");
    Map<String, String> figures = Map.of("outputs", TEXT);
    return new ModelInspection.Ready(
        ID, spec, artifact, artifact, artifact, true, true, figures, TEXT);
  }

  private static void deployments(Map<String, Callable<Message>> answers) {
    DeploymentReader.Status status =
        new DeploymentReader.Status(
            SPEC,
            1,
            1,
            1,
            1,
            1,
            1,
            new FleetVersion("boards", Scratch.V1, "rollout o-1"),
            Optional.of(round()),
            Optional.of(distillation()),
            Optional.of(rollout()));
    String camera = ID + "/" + ID;
    String version = "v".repeat(200);
    DeploymentReader.Learning learning =
        new DeploymentReader.Learning(
            Collections.nCopies(
                100, new WatchedSeries(DriftSeries.ESCALATION, camera, version, ID, 1, 1, 1)),
            Collections.nCopies(
                20,
                new Drift(DriftSeries.ESCALATION, camera, version, ID, 1, 1, 1, 1, 1, 1, 1, TEXT)),
            new RoundPace("boards", 1, ID, 1, 1, version, Set.of(), TEXT),
            TEXT,
            1);
    answers.put(
        "ListDeployments",
        () ->
            ListDeploymentsResponse.newBuilder()
                .addAllDeployments(items(status, s -> DeploymentPages.write(s, OptionalLong.of(1))))
                .build());
    answers.put(
        "GetDeployment",
        () ->
            Deployment.newBuilder()
                .setSummary(DeploymentPages.write(status, OptionalLong.of(1)))
                .setDrift(DriftMapper.drift(learning))
                .setNextRound(DriftMapper.nextRound(learning))
                .setApplied("x".repeat(64 << 10))
                .setSpec("x".repeat(64 << 10))
                .build());
    DeploymentManagement.Outcome outcome =
        new DeploymentManagement.Outcome(
            "boards",
            1,
            true,
            Collections.nCopies(200, new SpecChange("rounds.newVerdicts", TEXT, TEXT)),
            Collections.nCopies(20, TEXT));
    for (String call : List.of("ApplyDeployment", "DeleteDeployment")) {
      answers.put(call, () -> DeploymentPages.write(outcome));
    }
  }

  /** The items of the first page of a list that has many of these. */
  private static <T, M extends Message> List<M> items(T item, Function<T, M> write) {
    return Paging.page(Collections.nCopies(MANY, item), any -> "", write, "", 100).items();
  }

  /** The first page of very many machines. */
  private static <S, M extends Message> Paging.Page<M> machines(S machine, Function<S, M> write) {
    return LoopPages.page(
        place -> new MergedWalk.Step<>(Optional.of(machine), place), any -> true, write, "", 100);
  }

  static CoordinatorSummary summary() {
    Alarm alarm =
        new Alarm("a", Severity.ERROR, 1, Subject.of("device", "o".repeat(800)), "x".repeat(500));
    FeedEntry entry =
        new FeedEntry(
            1,
            1,
            Severity.INFO,
            Subject.of("device", "o".repeat(800)).by("w".repeat(800)),
            "\u20ac".repeat(500));
    return new CoordinatorSummary(
        1,
        new CoordinatorSummary.Devices(100_000, 0, 0, 0, 100_000),
        DeviceFigures.NONE,
        new EscalationCounts(1, 1, 1, 1, 1, 1, 1),
        Collections.nCopies(EventFeed.MAX_ALARMS, alarm),
        500,
        Collections.nCopies(20, teacher()),
        new CoordinatorSummary.Loop(
            100,
            Optional.of(round()),
            100,
            Optional.of(distillation()),
            100,
            Optional.of(rollout())),
        100,
        100,
        Optional.of(version()),
        Optional.of(version()),
        Optional.of(version()),
        Collections.nCopies(20, entry));
  }

  private static Message snapshots() throws Exception {
    Detection detection = Scratch.detection("l".repeat(128), 5);
    List<CameraSnapshot> cameras =
        IntStream.range(0, 64)
            .mapToObj(
                i ->
                    new CameraSnapshot(
                        "camera-" + i,
                        1,
                        1,
                        new byte[128 << 10],
                        1920,
                        1080,
                        Collections.nCopies(300, detection),
                        true))
            .toList();
    SnapshotList page = DevicePages.snapshots(cameras, "");
    if (page.getSnapshotsCount() == 0 || page.getNextPageToken().isEmpty()) {
      throw new AssertionError("a page has one picture, and names the next");
    }
    return page;
  }

  private static DeviceEvent deviceEvent() {
    return new DeviceEvent(
        "e".repeat(128),
        ID,
        "l".repeat(128),
        1,
        "relabelled",
        1,
        2,
        Collections.nCopies(64, "z".repeat(128)));
  }

  private static Round round() {
    Round opened = Scratch.round("agent-1");
    return new Round(
        opened.id(),
        Round.Phase.FAILED,
        1,
        2,
        opened.base(),
        opened.training(),
        2,
        1,
        opened.rows(),
        0,
        0,
        false,
        TEXT,
        null,
        TEXT,
        null);
  }

  private static Distillation distillation() {
    Distillation begun = Scratch.distillation();
    return new Distillation(
        begun.id(),
        begun.roundId(),
        Distillation.Phase.FAILED,
        begun.student(),
        begun.baseline(),
        begun.baselineTraining(),
        Collections.nCopies(10_000, "u-1"),
        null,
        null,
        begun.progress(),
        null,
        1,
        0,
        0,
        1,
        2,
        null,
        null,
        List.of(),
        TEXT);
  }

  private static Bake bake() {
    FieldMean mean = new FieldMean(1.0 / 3, 1e-9, 1e9, Integer.MAX_VALUE);
    HealthFinding finding =
        new HealthFinding(
            HealthSignal.SLOW_FRAMES,
            "l".repeat(128),
            mean,
            mean,
            mean,
            1.0 / 3,
            2.0 / 3,
            HealthVerdict.INCONCLUSIVE,
            "d".repeat(400));
    return new Bake(
        true,
        1,
        2,
        true,
        List.of(),
        new HealthReport(
            HealthVerdict.FAIL, TEXT, 3, 4, Collections.nCopies(HealthAnalysis.TESTS, finding)),
        new Bake.Terms(5, 6, 7, 8),
        true);
  }

  private static Rollout rollout() {
    Rollout started =
        Scratch.rollout(
            IntStream.range(0, 10_000).mapToObj(i -> "agent-" + i).toArray(String[]::new));
    return new Rollout(
        started.id(),
        started.version(),
        started.previous(),
        Rollout.Phase.ABORTED,
        null,
        1,
        2,
        started.members(),
        0,
        0,
        false,
        TEXT,
        bake());
  }

  /**
   * A manifest that is hardly small enough to be registered, and more aliases than the wire takes.
   */
  private static NamedVersion version() {
    try {
      Manifest manifest = manifest(0);
      for (int labels = 1_300; labels > 0; labels--) {
        if (ManifestCodec.toProto(manifest(labels)).getSerializedSize() <= 160 << 10) {
          manifest = manifest(labels);
          break;
        }
      }
      ManifestCodec.checkSize(manifest);
      GateResult gate = new GateResult("g".repeat(256), false, "w".repeat(1_024));
      GateMeasure measure =
          new GateMeasure("s".repeat(200), -0.5, -0.7, -0.3, Integer.MAX_VALUE, Integer.MAX_VALUE);
      GateResult ofFrames =
          new GateResult(
              gate.gate(), false, gate.why(), Collections.nCopies(12, measure), Integer.MAX_VALUE);
      // of a version at most the three gates of frames have measures
      List<GateResult> gates = new ArrayList<>(Collections.nCopies(47, gate));
      gates.addAll(Collections.nCopies(3, ofFrames));
      return new NamedVersion(
          new Version(manifest, gates), Collections.nCopies(1_000, "a".repeat(64)), 100_000);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Manifest manifest(int labels) {
    Manifest sample = Samples.version("student", 7, 1).manifest();
    DetectorSpec detector = sample.detector();
    return Manifest.draft(
            "student",
            new DetectorSpec(
                IntStream.range(0, labels + 1).mapToObj("%0128d"::formatted).toList(),
                detector.input(),
                detector.head(),
                detector.scoreThreshold(),
                detector.nmsIou(),
                detector.tiles()),
            sample.training(),
            sample.variants(),
            sample.lineage(),
            "n".repeat(4_096))
        .numbered(7, Samples.NOON);
  }

  private static LineageGraph lineage() {
    LineageNode version = new LineageNode("version", "student:7", TEXT);
    LineageGraph.Builder graph = LineageGraph.builder().node(version);
    for (int i = 0; i < 20_000; i++) {
      LineageNode node = new LineageNode("frame", "%064d".formatted(i), TEXT);
      graph.node(node).edge(node.id(), version.id());
    }
    return graph.build();
  }

  private static Message events() {
    EventFeed feed = new EventFeed(InstantSource.system());
    for (int i = 0; i < MANY; i++) {
      feed.info(Subject.of("device", "o".repeat(800)).by("w".repeat(800)), TEXT);
    }
    return new EventPages(feed).list(ListEventsRequest.newBuilder().setPageSize(100).build());
  }

  private static Message accuracy() {
    var estimate = new AccuracySequences().f1();
    AccuracyRow row =
        new AccuracyRow(
            new AuditSeries(ID, "v".repeat(200), "t".repeat(12)),
            AccuracyRow.Part.CAMERA,
            "c".repeat(512),
            new AgreementCounts(-1, -1, -1, -1),
            estimate,
            estimate,
            estimate,
            -1);
    return ListFieldAccuracyResponse.newBuilder()
        .addAllRows(items(row, AccuracyPages::write))
        .setNextPageToken("t".repeat(1_024))
        .setTotal(-1)
        .build();
  }

  private static Message escalations() {
    FrameCount count = FrameCount.newBuilder().setValue("v".repeat(128)).setFrames(-1).build();
    return ListEscalationsResponse.newBuilder()
        .addAllFrames(
            items(
                escalation(1_000),
                e -> EscalatedFrameMapper.brief(e, Optional.of(Scratch.V1), Optional.of(review()))))
        .addAllReasons(Collections.nCopies(50, count))
        .addAllLabels(Collections.nCopies(100, count))
        .addAllDeployments(Collections.nCopies(100, count))
        .setNextPageToken("t".repeat(512))
        .build();
  }

  private static Review review() {
    return new Review(ID, ID, "f".repeat(64), boxes(500, 0), true, "r".repeat(64), -1);
  }

  private static Message reviewQueue() {
    return ListReviewQueueResponse.newBuilder()
        .addAllFrames(
            items(
                escalation(1_000),
                e -> EscalatedFrameMapper.brief(e, Optional.of(Scratch.V1), Optional.empty())))
        .setWaitingForEstimate(-1)
        .setWaitingForLearning(-1)
        .setReviewed(-1)
        .addAllLabels(Collections.nCopies(ReviewPages.MAX_LABELS, "l".repeat(50)))
        .build();
  }

  private static Message reviewedAccuracy() {
    Interval share = new Interval(0.123456789, 0.1, 0.2);
    Accuracy accuracy = new Accuracy(share, share, share);
    ReviewedModel model = new ReviewedModel("f".repeat(64), -1, -1, accuracy, accuracy, accuracy);
    return ReviewedAccuracy.newBuilder()
        .addAllModels(Collections.nCopies(200, ReviewMapper.write(model, Optional.of(Scratch.V1))))
        .build();
  }

  /** A frame that was given up although both saw so many objects, at different places. */
  private static AcceptedEscalation escalation(int objects) {
    return new AcceptedEscalation(
        ID,
        ID,
        ID,
        ID,
        -1,
        -1,
        "f".repeat(64),
        -1,
        65_535,
        65_535,
        boxes(objects, 0),
        "m".repeat(64),
        1,
        "r".repeat(64),
        false,
        true,
        -1,
        new TeacherVerdict(boxes(objects, 50_000), "t".repeat(64), -1),
        TEXT,
        new FrameRegion(1, 1, 65_535, 65_535, 65_535, 65_535),
        null,
        -1);
  }

  private static List<Detection> boxes(int count, int from) {
    return IntStream.range(0, count)
        .mapToObj(i -> Scratch.detection("l".repeat(128), from + i * 30))
        .toList();
  }

  private static Message quarantine() {
    var frame =
        new io.vedette.cloud.escalation.QuarantinedFrame(ID, ID, ID, "f".repeat(64), TEXT, 1);
    return ListQuarantineResponse.newBuilder()
        .addAllFrames(items(frame, QuarantinePages::write))
        .build();
  }
}
