package io.vedette.cloud.worker;

import io.vedette.wire.Endpoint;
import io.vedette.wire.ServerAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Configuration of a teacher worker. What is missing takes its default.
 *
 * @param coordinator address of the coordinator (127.0.0.1:7400)
 * @param model ONNX file of the detector that teaches, or a version of the registry, name:number or
 *     name@alias; must be given
 * @param workerId name among the workers (the teacher's name)
 * @param name deployments name the teachers that answer their frames; several workers may have one
 *     name and share the work ("teacher")
 * @param labels text file of class names, or "coco", where the graph does not name them; null: from
 *     the graph
 * @param head head family, where the graph does not name it; null: from the graph
 * @param studentLabels labels of the student's classes; detections of others are left out; null:
 *     all are kept
 * @param scoreThreshold detections below are no verdict, 0 to 1 (0: the detector's own)
 * @param maxBatch frames per batch (8)
 * @param maxInFlight batches under way at once (1)
 * @param threads of ONNX Runtime (1)
 * @param operations where health and metrics are shown over HTTP; null: nowhere
 */
public record TeacherConfig(
    Endpoint coordinator,
    Path model,
    String workerId,
    String name,
    @Nullable Path labels,
    @Nullable String head,
    @Nullable List<String> studentLabels,
    double scoreThreshold,
    int maxBatch,
    int maxInFlight,
    int threads,
    @Nullable ServerAddress operations) {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{1,64}");

  public TeacherConfig(
      @Nullable Endpoint coordinator,
      @Nullable Path model,
      @Nullable String workerId,
      @Nullable String name,
      @Nullable Path labels,
      @Nullable String head,
      @Nullable List<String> studentLabels,
      double scoreThreshold,
      int maxBatch,
      int maxInFlight,
      int threads,
      @Nullable ServerAddress operations) {
    if (model == null) {
      throw new IllegalArgumentException("model: not set; give the teacher's ONNX file");
    }
    this.coordinator =
        coordinator == null ? Endpoint.plain("127.0.0.1", Endpoint.DEFAULT_PORT) : coordinator;
    this.model = model;
    this.name = name == null ? "teacher" : name;
    if (!NAME.matcher(this.name).matches()) {
      throw new IllegalArgumentException(
          "name: '" + name + "' is not 1 to 64 letters, digits, dots, dashes and underscores");
    }
    this.workerId = workerId == null ? this.name : workerId;
    this.labels = labels;
    this.head = head;
    this.studentLabels = studentLabels == null ? null : List.copyOf(studentLabels);
    this.scoreThreshold = scoreThreshold;
    this.maxBatch = maxBatch > 0 ? maxBatch : 8;
    this.maxInFlight = maxInFlight > 0 ? maxInFlight : 1;
    this.threads = threads > 0 ? threads : 1;
    this.operations = operations;
  }

  /** The same with the file of a model. */
  public TeacherConfig withModel(Path file) {
    return with(coordinator, file, workerId);
  }

  /** The same, known to a coordinator by a certificate of this id. */
  public TeacherConfig as(String id, Endpoint with) {
    return with(with, model, id);
  }

  private TeacherConfig with(Endpoint endpoint, Path file, String id) {
    return new TeacherConfig(
        endpoint,
        file,
        id,
        name,
        labels,
        head,
        studentLabels,
        scoreThreshold,
        maxBatch,
        maxInFlight,
        threads,
        operations);
  }

  /** A teacher with every default. */
  public static TeacherConfig of(Endpoint coordinator, Path model) {
    return new TeacherConfig(coordinator, model, null, null, null, null, null, 0, 0, 0, 0, null);
  }
}
