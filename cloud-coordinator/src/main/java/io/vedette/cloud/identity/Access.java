package io.vedette.cloud.identity;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who may call a method.
 *
 * @param roles who may; empty: everybody, with an identity or without
 * @param changes whether it changes something, and so is in the audit log
 */
public record Access(Set<Role> roles, boolean changes) {

  public Access {
    roles = Collections.unmodifiableSet(roles.isEmpty() ? roles : EnumSet.copyOf(roles));
  }

  /** Whether a caller may. */
  public boolean allows(Caller caller) {
    return roles.isEmpty() || caller.hasAny(roles) || caller.kind() == Caller.Kind.OPEN;
  }

  /** Who may, as people read it: "a viewer", "a teacher or a distiller". */
  public String needed() {
    Set<Role> named = EnumSet.noneOf(Role.class);
    roles.stream().filter(role -> !role.isPerson()).forEach(named::add);
    roles.stream().filter(Role::isPerson).sorted().findFirst().ifPresent(named::add);
    return String.join(" or ", named.stream().map(Role::withArticle).toList());
  }
}
