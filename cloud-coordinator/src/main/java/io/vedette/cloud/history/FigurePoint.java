package io.vedette.cloud.history;

/**
 * A figure in one span of time.
 *
 * @param atMs begin of the span, milliseconds since the epoch
 * @param low the least that was seen within it; of an estimate, the lower end of its interval
 * @param high the largest that was seen within it; of an estimate, the upper end
 */
public record FigurePoint(long atMs, double value, double low, double high) {}
