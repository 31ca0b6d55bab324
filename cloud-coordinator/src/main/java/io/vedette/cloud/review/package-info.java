/**
 * What people say of escalated frames: a {@link Review} outranks the teacher's verdict in datasets
 * and in what is shown. {@link Reviews} keeps them and says which frames come next, from a {@link
 * ReviewQueue}. Some are a random {@link ReviewPurpose#ESTIMATE sample} of the audits: with them,
 * {@link ReviewedAccuracy} tells the student's true accuracy and the teacher's own, with an
 * interval.
 *
 * <p>Thin: what a device has learnt from a verdict is not taken back by a review.
 */
@NullMarked
package io.vedette.cloud.review;

import org.jspecify.annotations.NullMarked;
