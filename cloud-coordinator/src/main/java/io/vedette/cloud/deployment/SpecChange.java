package io.vedette.cloud.deployment;

/**
 * A key of a deployment that differs.
 *
 * @param key "rounds.newVerdicts"
 * @param before empty: it was not there
 * @param after empty: it is not there any more
 */
public record SpecChange(String key, String before, String after) {}
