package io.vedette.cloud.identity;

import io.vedette.wire.Tags;
import java.util.Set;

/**
 * A token with which devices or workers get their certificates. Its secret is shown once, and only
 * its hash is kept.
 *
 * @param id by which people name it
 * @param secretSha256 of the secret's text, 64 hexadecimal digits
 * @param role of those who enroll with it
 * @param name the only id that may enroll with it; empty: any that is not taken
 * @param usesLeft how many may still enroll with it
 * @param createdAtMs milliseconds since 1970
 * @param expiresAtMs milliseconds since 1970
 * @param tags of devices that enroll with it
 * @param deployments that a worker serves; empty: all
 * @param madeBy who made it
 */
public record EnrollmentToken(
    String id,
    String secretSha256,
    Role role,
    String name,
    int usesLeft,
    long createdAtMs,
    long expiresAtMs,
    Tags tags,
    Set<String> deployments,
    String madeBy) {

  public EnrollmentToken {
    deployments = Set.copyOf(deployments);
  }

  /** With one use less. */
  EnrollmentToken used() {
    return new EnrollmentToken(
        id,
        secretSha256,
        role,
        name,
        usesLeft - 1,
        createdAtMs,
        expiresAtMs,
        tags,
        deployments,
        madeBy);
  }

  /** Whether somebody may still enroll with it. */
  boolean isValid(long nowMs) {
    return usesLeft > 0 && nowMs < expiresAtMs;
  }
}
