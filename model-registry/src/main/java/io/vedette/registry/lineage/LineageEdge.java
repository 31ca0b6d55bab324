package io.vedette.registry.lineage;

/** {@code to} was made from {@code from}; both are ids of nodes. */
public record LineageEdge(String from, String to) {}
