package io.vedette.edge.event;

/**
 * Events at one moment.
 *
 * @param written since the process started
 * @param notKept events that could not be written, since the process started
 * @param bytesOnDisk of the event log
 */
public record EventStatus(long written, long notKept, long bytesOnDisk) {}
