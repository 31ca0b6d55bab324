package io.vedette.edge.link;

/**
 * The coordinator's receipt for an update.
 *
 * @param why it was not accepted: "round closed", "wrong base", "digest"
 */
public record UpdateOutcome(boolean accepted, String why) {}
