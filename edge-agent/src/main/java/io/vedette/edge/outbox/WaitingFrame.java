package io.vedette.edge.outbox;

/** A frame that waits in an outbox, without its content. */
public record WaitingFrame(String id, String cameraId) {}
