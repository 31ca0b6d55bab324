package io.vedette.cloud.identity.people;

import io.vedette.cloud.identity.Role;
import java.util.Set;

/**
 * A token with which a program acts.
 *
 * @param id 8 hexadecimal characters, to name it by
 * @param hash SHA-256 of the token, hexadecimal
 * @param name what it is for, 1 to 64 characters; stands in events as who did something
 * @param role viewer, reviewer, operator or admin
 * @param deployments those that the role is for; empty: all
 * @param createdBy who made it
 * @param createdMs milliseconds since the epoch
 * @param expiresMs when it ends
 */
public record ApiToken(
    String id,
    String hash,
    String name,
    Role role,
    Set<String> deployments,
    String createdBy,
    long createdMs,
    long expiresMs) {

  public ApiToken {
    deployments = deployments == null ? Set.of() : Set.copyOf(deployments);
  }
}
