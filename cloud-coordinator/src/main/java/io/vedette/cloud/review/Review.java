package io.vedette.cloud.review;

import io.vedette.detector.Detection;
import java.util.List;

/**
 * A person's word on an escalated frame.
 *
 * @param frameSha256 digest of the picture
 * @param objects all that are on the frame, with the score 1; boxes in pixels of the picture
 * @param sampled the frame is one of a random sample of the audits
 * @param reviewer who says so: who signed in; a name that is not proven where nobody does
 * @param reviewedAtMs milliseconds since the epoch
 */
public record Review(
    String escalationId,
    String deployment,
    String frameSha256,
    List<Detection> objects,
    boolean sampled,
    String reviewer,
    long reviewedAtMs) {

  public Review {
    objects = List.copyOf(objects);
  }
}
