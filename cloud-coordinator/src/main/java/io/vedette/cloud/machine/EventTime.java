package io.vedette.cloud.machine;

/**
 * When something happened, on two clocks.
 *
 * @param wallMs milliseconds since the epoch, for people
 * @param activeMs milliseconds of {@link ActiveTime}, for deadlines: only differences mean anything
 */
public record EventTime(long wallMs, long activeMs) {}
