package io.vedette.cloud.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vedette.cloud.distillation.Distillation;
import io.vedette.cloud.distillation.Distillation.Sets;
import io.vedette.cloud.escalation.AcceptedEscalation;
import io.vedette.cloud.escalation.EscalationQueries;
import io.vedette.cloud.escalation.TeacherVerdict;
import io.vedette.cloud.rollout.Member;
import io.vedette.cloud.rollout.Rollout;
import io.vedette.cloud.round.LateUpdate;
import io.vedette.cloud.round.Participant;
import io.vedette.cloud.round.Participant.Contribution;
import io.vedette.cloud.round.Round;
import io.vedette.cloud.round.UpdateSources;
import io.vedette.registry.RegistryException;
import io.vedette.registry.blob.BlobStore;
import io.vedette.registry.lineage.LineageGraph;
import io.vedette.registry.lineage.LineageNode;
import io.vedette.registry.manifest.Lineage;
import io.vedette.registry.manifest.Version;
import io.vedette.registry.manifest.VersionId;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Draws the lineage of everything that is known: frame to device. */
final class LineageBuilder {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Of so many updates of a round the frames are drawn. */
  private static final int UPDATES = 100;

  private final EscalationQueries escalations;
  private final BlobStore blobs;
  private final LineageGraph.Builder graph = LineageGraph.builder();

  LineageBuilder(EscalationQueries escalations, BlobStore blobs) {
    this.escalations = escalations;
    this.blobs = blobs;
  }

  LineageGraph graph(
      List<Version> versions,
      List<Round> rounds,
      List<Distillation> distillations,
      List<Rollout> rollouts) {
    versions.forEach(v -> node("version", v.id().toString(), v.id() + " " + v.manifest().note()));
    rounds.forEach(this::draw);
    distillations.forEach(this::draw);
    versions.forEach(this::draw);
    rollouts.forEach(this::draw);
    return graph.build();
  }

  private String node(String kind, String name, String text) {
    LineageNode node = new LineageNode(kind, name, text.strip());
    graph.node(node);
    return node.id();
  }

  private String version(VersionId id) {
    return node("version", id.toString(), id.toString());
  }

  private void draw(Round round) {
    String name = node("round", round.id(), round.used() + " updates");
    graph.edge(version(round.base()), name);
    // Where they are too many to name, all are drawn.
    Set<String> used = Set.copyOf(round.usedIds());
    int left = UPDATES;
    for (Participant participant : round.updated()) {
      Contribution update = participant.update();
      if (update != null && isUsed(update, used) && left-- > 0) {
        draw(participant.agentId(), update, name);
      }
    }
    for (LateUpdate late : round.lateOnes()) {
      if (isUsed(late.update(), used) && left-- > 0) {
        draw(late.agentId(), late.update(), name);
      }
    }
    if (left < 0) {
      graph.edge(node("update", round.id() + "/others", -left + " more updates"), name);
    }
  }

  private static boolean isUsed(Contribution update, Set<String> used) {
    return used.isEmpty() || used.contains(update.updateId());
  }

  private void draw(String agentId, Contribution update, String round) {
    String at = node("update", update.updateId(), agentId + ", " + update.examples() + " examples");
    graph.edge(at, round);
    try {
      UpdateSources.read(update.sources(), blobs)
          .forEach(id -> escalations.find(id).ifPresent(e -> graph.edge(draw(e), at)));
    } catch (RegistryException | IOException e) {
      graph.edge(
          node("frame", "of/" + update.updateId(), update.frames() + " frames, no longer here"),
          at);
    }
  }

  /** The frame and its verdict; the verdict is what others were made from. */
  private String draw(AcceptedEscalation escalation) {
    String frame =
        node(
            "frame",
            escalation.frameSha256(),
            escalation.agentId() + "/" + escalation.cameraId() + " #" + escalation.sequence());
    TeacherVerdict verdict = escalation.verdict();
    if (verdict == null) {
      return frame;
    }
    String at = node("verdict", escalation.id(), verdict.detections().size() + " objects");
    graph.edge(frame, at);
    graph.edge(node("teacher", verdict.teacherSha256(), "teacher"), at);
    return at;
  }

  private void draw(Distillation distillation) {
    String name = node("distillation", distillation.id(), distillation.attempts() + " attempts");
    graph.edge(node("round", distillation.roundId(), "round"), name);
    Sets sets = distillation.sets();
    if (sets != null) {
      dataset(sets.training().sha256(), sets.trainingFrames() + " frames to train on", name);
      dataset(sets.validation().sha256(), sets.validationFrames() + " frames to validate on", name);
    }
  }

  private void dataset(String sha256, String text, String distillation) {
    String name = node("dataset", sha256, text);
    graph.edge(name, distillation);
    try {
      for (JsonNode image : JSON.readTree(blobs.read(sha256)).path("images")) {
        String frame = image.path("file_name").asText().replace(".jpg", "");
        graph.edge(node("frame", frame, "frame"), name);
      }
    } catch (RegistryException | IOException e) {
      node("dataset", sha256, text + ", no longer here");
    }
  }

  private void draw(Version version) {
    String name = version(version.id());
    Lineage lineage = version.manifest().lineage();
    lineage.parents().forEach(parent -> graph.edge(version(parent), name));
    if (!lineage.distillationId().isEmpty()) {
      graph.edge(node("distillation", lineage.distillationId(), "distillation"), name);
    }
    if (!lineage.teacherDigest().isEmpty()) {
      graph.edge(node("teacher", lineage.teacherDigest(), "teacher"), name);
    }
  }

  private void draw(Rollout rollout) {
    String name = node("rollout", rollout.id(), rollout.phase().name());
    graph.edge(version(rollout.version()), name);
    for (Member member : rollout.members()) {
      if (member.state() == Member.State.CONFIRMED) {
        graph.edge(name, node("device", member.agentId(), member.agentId()));
      }
    }
  }
}
