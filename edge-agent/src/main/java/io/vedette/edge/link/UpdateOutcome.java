package io.vedette.edge.link;

/**
 * The coordinator's last word on an update.
 *
 * @param why not accepted: "round closed", "wrong base", "digest"
 */
public record UpdateOutcome(boolean accepted, String why) {}
