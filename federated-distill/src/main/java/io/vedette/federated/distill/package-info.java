/**
 * What a student learns from a teacher: a {@link DenseTeacher} answers at every anchor and {@link
 * LogitDistillation} brings the student's answer near to it; a black box gives {@link
 * PseudoLabels}.
 */
@NullMarked
package io.vedette.federated.distill;

import org.jspecify.annotations.NullMarked;
