package io.vedette.cloud.health;

import java.util.List;
import java.util.Map;

/**
 * What is known of the devices of a rollout. Lists are in the order of time, maps by device.
 *
 * @param before of the devices that moved, with the model before
 * @param now of the devices that moved, with the new version
 * @param othersBefore of the devices that have not moved, until the first had moved
 * @param othersNow of the same since then
 * @param restarts processes of devices that moved and ended since
 * @param deviceSeconds how long the devices that moved were seen since, together
 */
public record HealthEvidence(
    List<FieldBlock> before,
    Map<String, List<FieldBlock>> now,
    List<FieldBlock> othersBefore,
    List<FieldBlock> othersNow,
    int restarts,
    double deviceSeconds) {}
