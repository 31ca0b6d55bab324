package io.vedette.cli.people;

import io.vedette.proto.v1.Role;
import java.util.Locale;

/** What a person or a program may do; each may do what those before it may. */
enum PersonRole {
  VIEWER,
  REVIEWER,
  OPERATOR,
  ADMIN;

  Role onTheWire() {
    return Role.valueOf("ROLE_" + name());
  }

  /** As people write it: "viewer". */
  static String label(Role role) {
    return role.name().replaceFirst("^ROLE_", "").toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
