package io.vedette.edge.escalate;

/**
 * Whether a frame is escalated, and why.
 *
 * @param audit chosen at random
 * @param reservedBytes taken from the budget, until the real size is known
 */
public record Decision(
    boolean escalate, boolean audit, float hardness, String reason, int reservedBytes) {}
