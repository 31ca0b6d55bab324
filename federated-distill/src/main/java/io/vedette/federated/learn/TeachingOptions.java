package io.vedette.federated.learn;

import io.vedette.federated.distill.DistillationLoss;
import io.vedette.federated.distill.TeacherMemory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a student learns from its teachers.
 *
 * @param loss what is compared, and how much it counts
 * @param blackBox whether only the teacher's boxes are used, for teachers of another family or
 *     input
 * @param threshold score from which the teacher's boxes are labels, 0 to 1
 * @param studentTensors inner tensors to compare, finest level first; empty: where the head begins
 * @param teacherTensors those of the first teacher
 * @param memory keeps the teachers' answers for later; null for none
 * @param threads of a teacher's operator
 */
public record TeachingOptions(
    DistillationLoss.Settings loss,
    boolean blackBox,
    double threshold,
    List<String> studentTensors,
    List<String> teacherTensors,
    @Nullable TeacherMemory memory,
    int threads) {

  public TeachingOptions {
    studentTensors = List.copyOf(studentTensors);
    teacherTensors = List.copyOf(teacherTensors);
  }
}
