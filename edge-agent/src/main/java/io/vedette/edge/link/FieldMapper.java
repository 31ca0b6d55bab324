package io.vedette.edge.link;

import io.vedette.edge.field.FieldCounts;
import io.vedette.edge.pipeline.PipelineStatus;
import io.vedette.proto.v1.ClassCount;
import io.vedette.wire.ListBound;
import io.vedette.wire.TextBound;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What a student answered, in its wire form. */
final class FieldMapper {

  private static final ListBound CLASSES =
      ListBound.of(
          io.vedette.proto.v1.FieldCounts.getDescriptor(),
          io.vedette.proto.v1.FieldCounts.CLASSES_FIELD_NUMBER);
  private static final TextBound LABEL =
      TextBound.of(ClassCount.getDescriptor(), ClassCount.LABEL_FIELD_NUMBER);
  private static final Comparator<Map.Entry<String, Long>> MOST_FIRST =
      Map.Entry.<String, Long>comparingByValue()
          .reversed()
          .thenComparing(Map.Entry.comparingByKey());

  private FieldMapper() {}

  /**
   * @param cameras the student's
   */
  static io.vedette.proto.v1.FieldCounts write(FieldCounts counts, List<PipelineStatus> cameras) {
    var message =
        io.vedette.proto.v1.FieldCounts.newBuilder()
            .setFrames(counts.frames())
            .setEmptyFrames(counts.empty())
            .setObjects(counts.objects())
            .setScoreSum(counts.scoreSum())
            .addAllLatencies(counts.latencies())
            .setFailedFrames(cameras.stream().mapToLong(PipelineStatus::errors).sum())
            .setDroppedFrames(
                cameras.stream().mapToLong(camera -> camera.camera().counts().dropped()).sum());
    List<Map.Entry<String, Long>> classes = List.copyOf(counts.classes().entrySet());
    CLASSES
        .fit(classes, MOST_FIRST)
        .forEach(
            entry ->
                message.addClasses(
                    ClassCount.newBuilder()
                        .setLabel(LABEL.fit(entry.getKey()))
                        .setObjects(entry.getValue())));
    return message.build();
  }
}
