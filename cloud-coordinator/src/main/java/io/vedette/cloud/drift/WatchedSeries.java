package io.vedette.cloud.drift;

/**
 * A series that is watched, as it stands.
 *
 * @param camera empty of the whole deployment
 * @param teacher the begin of its model's digest; empty where none is needed
 * @param values since it began
 * @param level their mean
 * @param suspicion evidence of a change: 0 is none, at 1 it is told
 */
public record WatchedSeries(
    DriftSeries series,
    String camera,
    String version,
    String teacher,
    long values,
    double level,
    double suspicion) {}
