package io.vedette.cloud.round;

import io.vedette.cloud.round.Participant.Contribution;
import io.vedette.registry.manifest.Artifact;
import io.vedette.registry.manifest.VersionId;

/**
 * An update of an earlier round that has not become part of any student yet: its agent was late, or
 * the round failed, or a newer round took the place of its student.
 *
 * @param base the version that it was trained from
 * @param training that version's training graph
 */
public record LateUpdate(
    String roundId, String agentId, VersionId base, Artifact training, Contribution update) {

  /** An update older than this many versions does not count. */
  static final int MAX_STALENESS = 8;

  /** How many versions lie between its base and another one; 0 where it is the same. */
  int staleness(VersionId current) {
    return staleness(base, current);
  }

  static int staleness(VersionId base, VersionId current) {
    return base.equals(current) ? 0 : Math.max(1, Math.abs(current.number() - base.number()));
  }

  /** Whether an update from one version can still count for another. */
  static boolean counts(VersionId base, VersionId current) {
    return base.name().equals(current.name()) && staleness(base, current) <= MAX_STALENESS;
  }
}
