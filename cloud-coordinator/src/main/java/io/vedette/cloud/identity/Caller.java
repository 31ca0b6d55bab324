package io.vedette.cloud.identity;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a call.
 *
 * @param name id of a device or worker, name of a user or API token
 * @param role null: nobody
 * @param deployments those it may see and change; empty: all
 * @param kind what it showed
 * @param expiresAtMs when that ends, milliseconds since 1970; 0: never
 */
public record Caller(
    String name, @Nullable Role role, Set<String> deployments, Kind kind, long expiresAtMs) {

  /** What a caller showed. */
  public enum Kind {
    NONE,
    CERTIFICATE,
    SESSION,
    API_TOKEN,
    /** Nothing, and the listener asks for nothing. */
    OPEN
  }

  /** Has no identity. */
  public static final Caller NOBODY = new Caller("", null, Set.of(), Kind.NONE, 0);

  /** Everybody who dials an open listener. */
  public static final Caller LOCAL = new Caller("local", Role.ADMIN, Set.of(), Kind.OPEN, 0);

  public Caller {
    deployments = Set.copyOf(deployments);
  }

  public Caller(String name, Role role, Set<String> deployments, Kind kind) {
    this(name, role, deployments, kind, 0);
  }

  /** A device or worker by its certificate. */
  public static Caller certificate(
      String id, Role role, Set<String> deployments, long expiresAtMs) {
    return new Caller(id, role, deployments, Kind.CERTIFICATE, expiresAtMs);
  }

  /** Whether it has an identity. */
  public boolean isKnown() {
    return role != null;
  }

  /** Whether it has one of these roles. */
  public boolean hasAny(Set<Role> roles) {
    return role != null && roles.contains(role);
  }

  /** Whether it is a person, or comes by an open listener. */
  public boolean isPerson() {
    return role != null && role.isPerson();
  }

  /**
   * Whether it may speak for this id: an open listener believes every id, a certificate has its
   * own.
   */
  public boolean mayBe(String id) {
    return kind == Kind.OPEN || (kind == Kind.CERTIFICATE && name.equals(id));
  }

  /** Whether it may see and change this deployment. */
  public boolean mayUse(String deployment) {
    return deployments.isEmpty() || deployments.contains(deployment);
  }

  /** As people read it: "device camera-7", "operator anna", "nobody". */
  public String described() {
    return role == null ? "nobody" : role.label() + " " + name;
  }
}
