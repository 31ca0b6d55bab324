package io.vedette.dashboard;

import io.vedette.proto.v1.Deployment;
import io.vedette.proto.v1.DeploymentSummary;
import io.vedette.proto.v1.Device;
import io.vedette.proto.v1.DeviceCamera;
import io.vedette.proto.v1.DeviceDeployment;
import io.vedette.proto.v1.Drift;
import io.vedette.proto.v1.DriftState;
import io.vedette.proto.v1.NextRound;
import io.vedette.proto.v1.Rollout;
import io.vedette.proto.v1.RolloutState;
import io.vedette.proto.v1.StudentStatus;
import io.vedette.proto.v1.Tag;
import io.vedette.proto.v1.VersionRef;
import io.vedette.proto.v1.WatchedSeries;

/** The afternoon of {@link Story}, with three deployments; line-1 has cameras of two of them. */
final class StoryDeployments {

  static final String BOARDS =
      "{\"name\":\"boards\",\"selector\":\"line=boards\",\"rounds\":{\"minAgents\":3}}";

  private StoryDeployments() {}

  static StoryState story() {
    StoryState story = Story.at(0);
    Rollout waves = of("boards", story.rollouts.get(0)).build();
    Rollout done =
        of("films", story.rollouts.get(1))
            .setVersion(version("films", 2))
            .setState(RolloutState.ROLLOUT_STATE_DONE)
            .build();
    story.rollouts.set(0, waves);
    story.rollouts.set(1, done);
    story.rounds.replaceAll(round -> round.toBuilder().setDeployment("boards").build());
    story.distillations.replaceAll(one -> one.toBuilder().setDeployment("boards").build());
    story.deployments.add(
        deployment(
            summary("boards", "line=boards")
                .setDesired(version("student", 2))
                .setDesiredWhy("rollout rollout-1")
                .setOtherVersion(1)
                .setRound(story.rounds.get(0))
                .setRollout(waves),
            BOARDS));
    story.deployments.add(
        deployment(summary("default", "").setModel("student").clearAppliedMs().setRevision(0), ""));
    story.deployments.add(
        deployment(
            summary("films", "line=films")
                .setDesired(version("films", 2))
                .setDesiredWhy("rollout rollout-1")
                .setOtherVersion(3)
                .setRollout(done),
            "{\"name\":\"films\",\"selector\":\"line=films\"}"));
    story.devices.set(0, ofTwo(story.devices.get(0)));
    return story;
  }

  private static Rollout.Builder of(String deployment, Rollout rollout) {
    return rollout.toBuilder().setDeployment(deployment);
  }

  private static DeploymentSummary.Builder summary(String name, String selector) {
    return DeploymentSummary.newBuilder()
        .setName(name)
        .setModel(name)
        .setSelector(selector)
        .setTeacher("teacher")
        .setRevision(3)
        .setAppliedMs(System.currentTimeMillis() - 7_000_000)
        .setDevices(3)
        .setDevicesOnline(3)
        .setCameras(4)
        .setTrainable(2);
  }

  private static Deployment deployment(DeploymentSummary.Builder summary, String applied) {
    String selector =
        summary.getSelector().isEmpty()
            ? ""
            : "\"selector\": \"" + summary.getSelector() + "\", \"ownTags\": false, ";
    return Deployment.newBuilder()
        .setSummary(summary)
        .setApplied(applied)
        .setSpec(
            "{\"name\": \"%s\", \"model\": \"%s\", %s\"teacher\": \"teacher\","
                    .formatted(summary.getName(), summary.getModel(), selector)
                + " \"rounds\": {\"manual\": false, \"newVerdicts\": 60, \"minAgents\": 3,"
                + " \"minInterval\": \"PT1H30M\", \"patience\": \"PT5M\", \"epochs\": 2, \"batch\": 8,"
                + " \"learningRate\": 0.001},"
                + " \"distillation\": {\"minTraining\": 16, \"maxTraining\": 400, \"epochs\": 4,"
                + " \"temperature\": 4.0, \"alpha\": 0.7, \"workerGrace\": \"PT30S\"},"
                + " \"gates\": {\"tolerance\": 0.0, \"int8Keep\": 0.98, \"int8Time\": 1.0},"
                + " \"rollouts\": {\"manual\": false, \"deviceDeadline\": \"PT2M\"}}")
        .setDrift(drift())
        .setNextRound(
            NextRound.newBuilder()
                .setNotBeforeMs(System.currentTimeMillis() + 1_500_000)
                .setBecause("the last 3 distillations made no version")
                .setFruitless(3))
        .build();
  }

  private static DriftState drift() {
    long nowMs = System.currentTimeMillis();
    Drift.Builder stands =
        Drift.newBuilder()
            .setSeries("recall")
            .setCamera("agent-1/line-1-cam")
            .setVersion("student:3")
            .setFoundMs(nowMs - 240_000)
            .setSinceMs(nowMs - 600_000)
            .setBefore(0.91)
            .setAfter(0.34)
            .setValues(9)
            .setText(
                "recall of agent-1/line-1-cam fell from 0.91 to 0.34, over 9 audits of student:3");
    return DriftState.newBuilder()
        .addSeries(watched("recall", 140, 0.88))
        .addSeries(watched("mean score", 144, 0.71))
        .addSeries(watched("hard frames per audit", 144, 6.2))
        .addDrifts(stands)
        .addDrifts(
            stands
                .clone()
                .setCamera("")
                .setVersion("student:2")
                .setFoundMs(nowMs - 86_000_000)
                .setSinceMs(nowMs - 87_000_000)
                .setEndedMs(nowMs - 80_000_000)
                .setEnded("student:3 answers"))
        .build();
  }

  private static WatchedSeries watched(String series, int values, double level) {
    return WatchedSeries.newBuilder()
        .setSeries(series)
        .setVersion("student:3")
        .setValues(values)
        .setLevel(level)
        .build();
  }

  private static Device ofTwo(Device device) {
    Device.Builder two =
        device.toBuilder()
            .addCameraIds("line-1-cam")
            .addCameraIds("line-1-film")
            .addCameras(
                DeviceCamera.newBuilder()
                    .setCameraId("line-1-film")
                    .addOperatorTags(Tag.newBuilder().setKey("line").setValue("films")))
            .addDeployments(
                DeviceDeployment.newBuilder()
                    .setDeployment("boards")
                    .addCameraIds("line-1-cam")
                    .setDesired(version("student", 3))
                    .setDesiredWhy("rollout rollout-2"))
            .addDeployments(
                DeviceDeployment.newBuilder()
                    .setDeployment("films")
                    .addCameraIds("line-1-film")
                    .setDesired(version("films", 2))
                    .setDesiredWhy("rollout rollout-1"));
    two.getSummaryBuilder().addDeployments("boards").addDeployments("films");
    two.getHeartbeatBuilder()
        .clearStudents()
        .addStudents(student("boards", "line-1-cam", version("student", 3)))
        .addStudents(student("films", "line-1-film", version("films", 1)));
    return two.build();
  }

  private static StudentStatus student(String deployment, String camera, VersionRef version) {
    return StudentStatus.newBuilder()
        .setDeployment(deployment)
        .addCameraIds(camera)
        .setInstalled(version)
        .setVariant("int8")
        .build();
  }

  private static VersionRef version(String name, int number) {
    return VersionRef.newBuilder().setName(name).setNumber(number).build();
  }
}
