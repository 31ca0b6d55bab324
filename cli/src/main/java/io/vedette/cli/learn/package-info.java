/**
 * Networks that learn: {@code vedette train} and {@code vedette distill}. {@code TrainingSettings}
 * and {@code TeachingSettings} are their options, {@code TrainingData} the pictures, {@code
 * NewNetwork} and {@code LabelledPart} what is started from and how many labels count.
 */
@NullMarked
package io.vedette.cli.learn;

import org.jspecify.annotations.NullMarked;
