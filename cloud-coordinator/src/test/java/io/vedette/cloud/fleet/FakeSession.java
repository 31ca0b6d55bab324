package io.vedette.cloud.fleet;

import io.vedette.wire.camera.CameraOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A connection that remembers what it was told. */
final class FakeSession implements AgentSession {

  final List<String> told = new ArrayList<>();
  private final String id;

  FakeSession(String id) {
    this.id = id;
  }

  @Override
  public String agentId() {
    return id;
  }

  @Override
  public void welcome() {
    told.add("welcome");
  }

  @Override
  public void assign(Assignment assignment, Map<String, EscalationTerms> escalation) {
    String terms = escalation.isEmpty() ? "" : ", escalation " + escalation;
    told.add("assigned " + assignment.cameras() + terms);
  }

  @Override
  public void cameras(List<CameraOrder> orders) {
    told.add("cameras " + orders.stream().map(CameraOrder::cameraId).toList());
  }

  @Override
  public void install(InstallCommand command) {
    told.add("install");
  }

  @Override
  public void train(RoundCommand command) {
    told.add("train");
  }

  @Override
  public void wantSnapshots(int intervalMs) {
    told.add("snapshots " + intervalMs);
  }

  @Override
  public void cancel(String commandId, String why) {
    told.add("cancel");
  }

  @Override
  public void close(String why) {
    told.add(why);
  }
}
