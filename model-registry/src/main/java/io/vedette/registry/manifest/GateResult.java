package io.vedette.registry.manifest;

/**
 * The result of a gate.
 *
 * @param gate its name
 * @param passed whether the version may move on
 * @param why with figures: "AP50 0.612 >= 0.431 - 0.000"
 */
public record GateResult(String gate, boolean passed, String why) {}
