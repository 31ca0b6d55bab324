package io.vedette.edge.settings;

import com.google.protobuf.ByteString;
import io.vedette.edge.disk.DamagedFiles;
import io.vedette.edge.disk.DurableFiles;
import io.vedette.edge.disk.RecordEnvelope;
import io.vedette.edge.record.CameraOrdersRecord;
import io.vedette.wire.camera.CameraMapper;
import io.vedette.wire.camera.CameraOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The file of the orders that are applied: a record. */
final class CameraOrdersFile {

  private final Path file;

  CameraOrdersFile(Path file) {
    this.file = file;
  }

  /** What the last process wrote; none when there is no file, or it was damaged and set aside. */
  List<CameraOrder> read() throws IOException {
    return DamagedFiles.readOrSetAside(
            file,
            bytes ->
                CameraMapper.decode(
                    RecordEnvelope.read(bytes, CameraOrdersRecord.parser())
                        .getOrders()
                        .toByteArray()),
            "cameras are as the configuration says until the coordinator says more")
        .orElse(List.of());
  }

  /** Writes the orders; when this returns they survive a crash. */
  void write(List<CameraOrder> orders) throws IOException {
    DurableFiles.write(
        file,
        RecordEnvelope.write(
            CameraOrdersRecord.newBuilder()
                .setOrders(ByteString.copyFrom(CameraMapper.encode(orders)))
                .build()));
  }
}
