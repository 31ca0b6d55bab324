package io.vedette.cloud.rpc;

import io.vedette.cloud.identity.Caller;
import io.vedette.cloud.identity.Role;
import io.vedette.proto.v1.CallerInfo;
import io.vedette.proto.v1.CallerKind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Callers and roles as messages. */
final class CallerMapper {

  private static final String ROLE = "ROLE_";
  private static final String KIND = "CALLER_KIND_";

  private CallerMapper() {}

  static CallerInfo write(Caller caller) {
    return CallerInfo.newBuilder()
        .setName(caller.name())
        .setRole(write(caller.role()))
        .setKind(CallerKind.valueOf(KIND + caller.kind().name()))
        .addAllDeployments(caller.deployments().stream().sorted().toList())
        .setExpiresAtMs(caller.expiresAtMs())
        .build();
  }

  static io.vedette.proto.v1.Role write(@Nullable Role role) {
    return role == null
        ? io.vedette.proto.v1.Role.ROLE_UNSPECIFIED
        : io.vedette.proto.v1.Role.valueOf(ROLE + role.name());
  }

  /** Empty: unspecified, or of a newer peer. */
  static Optional<Role> read(io.vedette.proto.v1.Role role) {
    return switch (role) {
      case ROLE_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
      default -> Optional.of(Role.valueOf(role.name().substring(ROLE.length())));
    };
  }
}
