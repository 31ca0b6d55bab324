package io.vedette.cloud.identity;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a caller is. The roles of people are ordered: each may do what those before it may. */
public enum Role {
  DEVICE,
  TEACHER,
  DISTILLER,
  DASHBOARD,
  VIEWER,
  REVIEWER,
  OPERATOR,
  ADMIN;

  /** Whether people have it. */
  public boolean isPerson() {
    return compareTo(VIEWER) >= 0;
  }

  /** This role of people and those above it. */
  public Set<Role> andAbove() {
    return Collections.unmodifiableSet(isPerson() ? EnumSet.range(this, ADMIN) : EnumSet.of(this));
  }

  /** As certificates, tokens and people write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** With its article: "an operator". */
  public String withArticle() {
    return (this == OPERATOR || this == ADMIN ? "an " : "a ") + label();
  }

  /** The role with this label; empty: there is none. */
  public static Optional<Role> of(String label) {
    return Arrays.stream(values()).filter(role -> role.label().equals(label)).findFirst();
  }
}
