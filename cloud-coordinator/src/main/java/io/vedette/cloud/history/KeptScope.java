package io.vedette.cloud.history;

/**
 * A scope that has rows.
 *
 * @param lastMs begin of its newest span that is stored, milliseconds since the epoch
 */
public record KeptScope(HistoryScope scope, long lastMs) {}
