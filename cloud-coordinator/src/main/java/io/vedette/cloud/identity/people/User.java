package io.vedette.cloud.identity.people;

import io.vedette.cloud.identity.Role;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person who may sign in by name.
 *
 * @param name 1 to 64 characters of [a-zA-Z0-9._-]
 * @param role viewer, reviewer, operator or admin
 * @param deployments those that the role is for; empty: all
 * @param passwordHash as {@link PasswordHash} writes it
 * @param codeSecret secret of the time-based codes, Base32; null: none are asked for
 * @param lastCodeStep of the newest code that was used: it and earlier ones are worth nothing
 * @param createdMs milliseconds since the epoch
 * @param changedMs when role, deployments, password or codes changed
 */
public record User(
    String name,
    Role role,
    Set<String> deployments,
    String passwordHash,
    @Nullable String codeSecret,
    long lastCodeStep,
    long createdMs,
    long changedMs) {

  public User {
    deployments = deployments == null ? Set.of() : Set.copyOf(deployments);
  }

  User withPassword(String hash) {
    return new User(name, role, deployments, hash, codeSecret, lastCodeStep, createdMs, changedMs);
  }

  User withCodeUsed(long step) {
    return new User(name, role, deployments, passwordHash, codeSecret, step, createdMs, changedMs);
  }

  /** Without hash and secret: logs never have them. */
  @Override
  public String toString() {
    return "User[" + name + ", " + role + "]";
  }
}
