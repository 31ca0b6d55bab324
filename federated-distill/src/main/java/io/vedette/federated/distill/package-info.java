/**
 * What a student learns from a teacher. A {@link Teacher} answers at every anchor ({@link
 * DenseTeacher} in ONNX Runtime, with a {@link TeacherMemory} on disk; {@link SeveralTeachers} at
 * once, or the student's own {@link AverageTeacher}); {@link DistillationLoss} puts the answer
 * beside the student's as a {@code BatchComparison}, and each {@code DistillationTerm} says how far
 * apart they are: {@link DistillationTerms} lists them. A black box gives {@link PseudoLabels};
 * {@link LabelledShare} says whose labels count.
 */
@NullMarked
package io.vedette.federated.distill;

import org.jspecify.annotations.NullMarked;
