package io.vedette.edge.learn;

import io.vedette.edge.disk.OldJsonFile;
import io.vedette.edge.disk.RecordEnvelope;
import io.vedette.edge.link.PendingUpdate;
import io.vedette.edge.link.RoundRequest;
import io.vedette.edge.record.ArtifactRecord;
import io.vedette.edge.record.PendingUpdateRecord;
import io.vedette.edge.record.RoundRecord;
import io.vedette.edge.record.RoundRequestRecord;
import io.vedette.registry.manifest.Artifact;
import java.io.IOException;
import java.nio.file.Path;

/** The content of the file of a {@link RoundState}: a record; earlier releases wrote JSON. */
final class RoundFile {

  private RoundFile() {}

  /**
   * @param folder of the round
   */
  static byte[] encode(RoundState state, Path folder) {
    RoundRecord.Builder record =
        RoundRecord.newBuilder()
            .setRequest(encode(state.request()))
            .setUpdateId(state.updateId())
            .setAttempts(state.attempts())
            .setEpochs(state.epochs())
            .addAllEscalationIds(state.escalationIds());
    PendingUpdate update = state.update();
    if (update != null) {
      record.setUpdate(encode(update, folder));
    }
    return RecordEnvelope.write(record.build());
  }

  private static RoundRequestRecord encode(RoundRequest request) {
    return RoundRequestRecord.newBuilder()
        .setCommandId(request.commandId())
        .setRoundId(request.roundId())
        .setBase(
            ArtifactRecord.newBuilder()
                .setSha256(request.base().sha256())
                .setSizeBytes(request.base().size())
                .setRole(request.base().role()))
        .addAllLabels(request.labels())
        .setEpochs(request.epochs())
        .setBatch(request.batch())
        .setLearningRate(request.learningRate())
        .setMinExamples(request.minExamples())
        .setMaxExamples(request.maxExamples())
        .setSeed(request.seed())
        .build();
  }

  private static PendingUpdateRecord encode(PendingUpdate update, Path folder) {
    Path weights = folder.toAbsolutePath().relativize(update.weights().toAbsolutePath());
    return PendingUpdateRecord.newBuilder()
        .setUpdateId(update.updateId())
        .setRoundId(update.roundId())
        .setBaseSha256(update.baseDigest())
        .setExamples(update.examples())
        .setSha256(update.digest())
        .setSizeBytes(update.size())
        .setLossBefore(update.lossBefore())
        .setLossAfter(update.lossAfter())
        .addAllEscalationIds(update.escalationIds())
        .setSeconds(update.seconds())
        .setWeights(weights.toString())
        .build();
  }

  /**
   * @param bytes of this release or an earlier one
   * @param folder of the round
   * @throws IOException in a few words, when the file was cut short or changed
   * @throws IllegalArgumentException the same, when a value cannot be
   */
  static RoundState decode(byte[] bytes, Path folder) throws IOException {
    if (!RecordEnvelope.isOne(bytes)) {
      return moved(OldJsonFile.read(bytes, RoundState.class), folder);
    }
    RoundRecord record = RecordEnvelope.read(bytes, RoundRecord.parser());
    return new RoundState(
        decode(record.getRequest()),
        record.getUpdateId(),
        record.getAttempts(),
        record.getEpochs(),
        record.getEscalationIdsList(),
        record.hasUpdate() ? decode(record.getUpdate(), folder) : null);
  }

  /** Earlier releases wrote where the weights were then; the folder has another place since. */
  private static RoundState moved(RoundState state, Path folder) {
    PendingUpdate update = state.update();
    return update == null
        ? state
        : state.with(
            update.in(
                folder.resolve("output").resolve(String.valueOf(update.weights().getFileName()))));
  }

  private static RoundRequest decode(RoundRequestRecord request) {
    ArtifactRecord base = request.getBase();
    return new RoundRequest(
        request.getCommandId(),
        request.getRoundId(),
        new Artifact(base.getSha256(), base.getSizeBytes(), base.getRole()),
        request.getLabelsList(),
        request.getEpochs(),
        request.getBatch(),
        request.getLearningRate(),
        request.getMinExamples(),
        request.getMaxExamples(),
        request.getSeed());
  }

  private static PendingUpdate decode(PendingUpdateRecord update, Path folder) {
    return new PendingUpdate(
        update.getUpdateId(),
        update.getRoundId(),
        update.getBaseSha256(),
        update.getExamples(),
        update.getSha256(),
        update.getSizeBytes(),
        update.getLossBefore(),
        update.getLossAfter(),
        update.getEscalationIdsList(),
        update.getSeconds(),
        folder.resolve(update.getWeights()));
  }
}
