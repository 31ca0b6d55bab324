package io.vedette.edge.update;

import com.google.protobuf.ByteString;
import io.vedette.edge.disk.DamagedFiles;
import io.vedette.edge.disk.DurableFiles;
import io.vedette.edge.disk.OldJsonFile;
import io.vedette.edge.disk.RecordEnvelope;
import io.vedette.edge.record.SlotRecord;
import io.vedette.edge.record.SlotsRecord;
import io.vedette.registry.RegistryException;
import io.vedette.registry.manifest.DetectorCodec;
import io.vedette.registry.manifest.VersionId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The file of {@link Slots}: a record; earlier releases wrote JSON. */
final class SlotsFile {

  private final Path file;

  /**
   * What is installed.
   *
   * @param confirmed the version that a restart starts with; null: the configured model
   * @param trial the version that answers its first frames
   * @param refused digests of models that crashed the agent
   */
  record State(@Nullable Slot confirmed, @Nullable Slot trial, List<String> refused) {

    static final State EMPTY = new State(null, null, List.of());

    State {
      refused = List.copyOf(refused);
    }
  }

  /**
   * @param folder of the slots
   */
  SlotsFile(Path folder) throws IOException {
    this.file = folder.resolve("slots.state");
    OldJsonFile.rename(folder.resolve("slots.json"), file);
  }

  /** What the last process wrote; empty when there is no file or it was damaged and set aside. */
  State read() throws IOException {
    return DamagedFiles.readOrSetAside(
            file, SlotsFile::decode, "the student starts with the configured model")
        .orElse(State.EMPTY);
  }

  /** Writes what is installed; when this returns it survives a crash. */
  void write(State state) throws IOException {
    DurableFiles.write(file, encode(state));
  }

  private static byte[] encode(State state) {
    SlotsRecord.Builder record = SlotsRecord.newBuilder().addAllRefused(state.refused);
    if (state.confirmed != null) {
      record.setConfirmed(encode(state.confirmed));
    }
    if (state.trial != null) {
      record.setTrial(encode(state.trial));
    }
    return RecordEnvelope.write(record.build());
  }

  private static SlotRecord encode(Slot slot) {
    return SlotRecord.newBuilder()
        .setVersionName(slot.version().name())
        .setVersionNumber(slot.version().number())
        .setVariant(slot.variant())
        .setFile(slot.file())
        .setSha256(slot.digest())
        .setDetector(ByteString.copyFrom(DetectorCodec.encode(slot.detector())))
        .setCommandId(slot.commandId())
        .build();
  }

  private static State decode(byte[] bytes) throws IOException {
    if (!RecordEnvelope.isOne(bytes)) {
      return OldJsonFile.read(bytes, State.class);
    }
    SlotsRecord record = RecordEnvelope.read(bytes, SlotsRecord.parser());
    return new State(
        record.hasConfirmed() ? decode(record.getConfirmed()) : null,
        record.hasTrial() ? decode(record.getTrial()) : null,
        record.getRefusedList());
  }

  private static Slot decode(SlotRecord record) throws IOException {
    try {
      return new Slot(
          new VersionId(record.getVersionName(), record.getVersionNumber()),
          record.getVariant(),
          record.getFile(),
          record.getSha256(),
          DetectorCodec.decode(record.getDetector().toByteArray()),
          record.getCommandId());
    } catch (RegistryException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
