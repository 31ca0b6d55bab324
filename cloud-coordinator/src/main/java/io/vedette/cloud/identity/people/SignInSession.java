package io.vedette.cloud.identity.people;

import io.vedette.cloud.identity.Role;
import java.util.Set;

/**
 * Somebody who is signed in.
 *
 * @param hash SHA-256 of its token, hexadecimal
 * @param owner "user:anna", or "token:NAME" of whoever made the link that was followed: the session
 *     ends with it
 * @param name of the person
 * @param role as the owner's at sign-in; a user's role now holds instead
 * @param deployments those that the role is for; empty: all
 * @param address where the person signed in from
 * @param createdMs milliseconds since the epoch
 * @param usedMs when it was last used, to the minute
 */
public record SignInSession(
    String hash,
    String owner,
    String name,
    Role role,
    Set<String> deployments,
    String address,
    long createdMs,
    long usedMs) {

  public SignInSession {
    deployments = deployments == null ? Set.of() : Set.copyOf(deployments);
  }

  SignInSession used(long nowMs) {
    return new SignInSession(hash, owner, name, role, deployments, address, createdMs, nowMs);
  }
}
