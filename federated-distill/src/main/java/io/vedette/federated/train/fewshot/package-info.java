/**
 * New labels for a detector that knows others, from a handful of pictures: {@link ExtendClasses}
 * makes room in the head, {@link OldClassLabels} labels what the detector already finds in the new
 * pictures, {@link OldClassDistillation} keeps its old answers near, {@link RehearsalDataset}
 * brings old pictures back; a {@link FewShot} is all of it.
 */
@NullMarked
package io.vedette.federated.train.fewshot;

import org.jspecify.annotations.NullMarked;
