package io.vedette.edge.student;

import io.vedette.edge.disk.DamagedFiles;
import io.vedette.edge.disk.DurableFiles;
import io.vedette.edge.disk.RecordEnvelope;
import io.vedette.edge.escalate.NamedEscalation;
import io.vedette.edge.record.AssignedCameraRecord;
import io.vedette.edge.record.AssignmentRecord;
import io.vedette.edge.record.IdleStudentRecord;
import io.vedette.edge.student.CameraAssignment.AssignedCamera;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The file of a {@link CameraAssignment}: a record. */
final class AssignmentFile {

  private final Path file;

  AssignmentFile(Path file) {
    this.file = file;
  }

  /** What the last process wrote; none when there is no file or it was damaged and set aside. */
  CameraAssignment read() throws IOException {
    return DamagedFiles.readOrSetAside(
            file,
            AssignmentFile::decode,
            "all cameras have the default student until the coordinator says more")
        .orElse(CameraAssignment.NONE);
  }

  /** Writes the assignment; when this returns it survives a crash. */
  void write(CameraAssignment assignment) throws IOException {
    DurableFiles.write(file, encode(assignment));
  }

  private static byte[] encode(CameraAssignment assignment) {
    AssignmentRecord.Builder record = AssignmentRecord.newBuilder();
    assignment
        .cameras()
        .forEach(
            (id, camera) ->
                record.addCameras(
                    AssignedCameraRecord.newBuilder()
                        .setCameraId(id)
                        .setDeployment(camera.deployment())
                        .setNamed(camera.named())
                        .setSinceMs(camera.sinceMillis())));
    assignment
        .idle()
        .forEach(
            (deployment, since) ->
                record.addIdle(
                    IdleStudentRecord.newBuilder().setDeployment(deployment).setSinceMs(since)));
    assignment
        .escalation()
        .forEach(
            (deployment, escalation) ->
                record.addEscalation(EscalationRecords.encode(deployment, escalation)));
    return RecordEnvelope.write(record.build());
  }

  private static CameraAssignment decode(byte[] bytes) throws IOException {
    AssignmentRecord record = RecordEnvelope.read(bytes, AssignmentRecord.parser());
    Map<String, AssignedCamera> cameras = new LinkedHashMap<>();
    for (AssignedCameraRecord camera : record.getCamerasList()) {
      cameras.put(
          camera.getCameraId(),
          new AssignedCamera(camera.getDeployment(), camera.getNamed(), camera.getSinceMs()));
    }
    Map<String, Long> idle = new LinkedHashMap<>();
    record
        .getIdleList()
        .forEach(student -> idle.put(student.getDeployment(), student.getSinceMs()));
    Map<String, NamedEscalation> escalation = new LinkedHashMap<>();
    record
        .getEscalationList()
        .forEach(named -> escalation.put(named.getDeployment(), EscalationRecords.decode(named)));
    return new CameraAssignment(cameras, idle, escalation);
  }
}
