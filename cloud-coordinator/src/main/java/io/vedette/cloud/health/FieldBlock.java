package io.vedette.cloud.health;

import io.vedette.detector.evaluate.AgreementCounts;
import java.util.List;
import java.util.Map;

/**
 * What one device's student answered in a short time: the unit of the analysis, because the frames
 * of one camera that follow each other are much alike.
 *
 * @param atMs when it ended, milliseconds since the epoch
 * @param frames that the model looked at; 0: the block is an audit
 * @param empty of these, without an object that is shown
 * @param objects that are shown
 * @param scoreSum of their scores
 * @param latencies frames by their time: bucket i holds times up to {@code 2^(i/4)} milliseconds
 * @param classes objects by label
 * @param failed frames that were not answered because the model failed
 * @param dropped frames that were not answered because the student was too slow
 * @param audits the student against its teacher on frames that were chosen at random
 */
public record FieldBlock(
    long atMs,
    long frames,
    long empty,
    long objects,
    double scoreSum,
    List<Long> latencies,
    Map<String, Long> classes,
    long failed,
    long dropped,
    AgreementCounts audits) {

  public FieldBlock {
    latencies = List.copyOf(latencies);
    classes = Map.copyOf(classes);
  }

  /** An audit with its verdict. */
  public static FieldBlock audit(long atMs, AgreementCounts counts) {
    return new FieldBlock(atMs, 0, 0, 0, 0, List.of(), Map.of(), 0, 0, counts);
  }
}
