package io.vedette.cloud.deployment;

/**
 * A deployment as it is stored.
 *
 * @param revision 1, 2, 3 …; each change is one more
 * @param text what was applied, JSON: only the keys that were there
 * @param appliedAtMs milliseconds since the epoch
 */
public record Deployment(String name, int revision, String text, long appliedAtMs) {}
