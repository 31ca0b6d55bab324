package io.vedette.cloud.escalation;

/** A value, and how many frames have it. */
public record ValueCount<T>(T value, int frames) {}
