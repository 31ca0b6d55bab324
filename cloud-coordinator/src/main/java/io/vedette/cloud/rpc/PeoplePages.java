package io.vedette.cloud.rpc;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.vedette.cloud.identity.Caller;
import io.vedette.cloud.identity.Role;
import io.vedette.cloud.identity.people.ApiToken;
import io.vedette.cloud.identity.people.PeopleDirectory;
import io.vedette.cloud.identity.people.PeopleDirectory.ChangedUser;
import io.vedette.cloud.identity.people.PeopleDirectory.CreatedLink;
import io.vedette.cloud.identity.people.PeopleDirectory.CreatedToken;
import io.vedette.cloud.identity.people.PeopleDirectory.UserChange;
import io.vedette.cloud.identity.people.User;
import io.vedette.proto.v1.CreateApiTokenRequest;
import io.vedette.proto.v1.CreateApiTokenResponse;
import io.vedette.proto.v1.DeleteUserRequest;
import io.vedette.proto.v1.ListApiTokensRequest;
import io.vedette.proto.v1.ListApiTokensResponse;
import io.vedette.proto.v1.ListUsersRequest;
import io.vedette.proto.v1.ListUsersResponse;
import io.vedette.proto.v1.ManagementServiceGrpc;
import io.vedette.proto.v1.PutUserRequest;
import io.vedette.proto.v1.PutUserResponse;
import io.vedette.proto.v1.RevokeApiTokenRequest;
import io.vedette.proto.v1.SignInLink;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Users and API tokens over the wire. */
final class PeoplePages implements AnsweredCalls {

  private final PeopleDirectory people;

  PeoplePages(PeopleDirectory people) {
    this.people = people;
  }

  @Override
  public void addTo(ServiceCalls calls) {
    calls
        .answer(ManagementServiceGrpc.getListUsersMethod(), this::list)
        .answer(
            ManagementServiceGrpc.getPutUserMethod(),
            request -> put(request, CallerContext.current()))
        .answer(
            ManagementServiceGrpc.getDeleteUserMethod(),
            request -> delete(request, CallerContext.current()))
        .answer(ManagementServiceGrpc.getListApiTokensMethod(), this::list)
        .answer(
            ManagementServiceGrpc.getCreateApiTokenMethod(),
            request -> create(request, CallerContext.current()))
        .answer(
            ManagementServiceGrpc.getRevokeApiTokenMethod(),
            request -> revoke(request, CallerContext.current()))
        .answer(
            ManagementServiceGrpc.getCreateSignInLinkMethod(),
            request -> link(CallerContext.current()));
  }

  ListUsersResponse list(ListUsersRequest request) {
    return list(people.users(), people.lastSeen(), request);
  }

  static ListUsersResponse list(List<User> all, Map<String, Long> seen, ListUsersRequest request) {
    Paging.Page<io.vedette.proto.v1.User> page =
        Paging.page(
            all,
            User::name,
            user -> write(user, seen.get(user.name())),
            request.getPageToken(),
            request.getPageSize());
    return ListUsersResponse.newBuilder()
        .addAllUsers(page.items())
        .setNextPageToken(page.next())
        .setTotal(all.size())
        .build();
  }

  PutUserResponse put(PutUserRequest request, Caller by) {
    String name = named(request.getName(), "a user");
    UserChange change =
        new UserChange(
            CallerMapper.read(request.getRole()).orElse(null),
            request.getAllDeployments()
                ? Set.of()
                : request.getDeploymentsCount() == 0
                    ? null
                    : Set.copyOf(request.getDeploymentsList()),
            request.getPassword().isEmpty() ? null : request.getPassword(),
            switch (request.getCodes()) {
              case CODE_CHANGE_NEW_SECRET -> true;
              case CODE_CHANGE_NONE -> false;
              default -> null;
            });
    ChangedUser changed = checked(() -> people.putUser(name, change, by.name()));
    return PutUserResponse.newBuilder()
        .setUser(write(changed.user(), null))
        .setCodeUri(changed.codeUri())
        .build();
  }

  io.vedette.proto.v1.User delete(DeleteUserRequest request, Caller by) {
    return write(checked(() -> people.deleteUser(request.getName(), by.name())), null);
  }

  ListApiTokensResponse list(ListApiTokensRequest request) {
    return list(people.apiTokens(), request);
  }

  static ListApiTokensResponse list(List<ApiToken> all, ListApiTokensRequest request) {
    Paging.Page<io.vedette.proto.v1.ApiToken> page =
        Paging.page(
            all, ApiToken::id, PeoplePages::write, request.getPageToken(), request.getPageSize());
    return ListApiTokensResponse.newBuilder()
        .addAllTokens(page.items())
        .setNextPageToken(page.next())
        .setTotal(all.size())
        .build();
  }

  CreateApiTokenResponse create(CreateApiTokenRequest request, Caller by) {
    String name = named(request.getName(), "an API token");
    Role role = CallerMapper.read(request.getRole()).orElse(null);
    if (role == null) {
      throw invalid("an API token needs a role: viewer, reviewer, operator or admin");
    }
    CreatedToken created =
        checked(
            () ->
                people.createToken(
                    name,
                    role,
                    Set.copyOf(request.getDeploymentsList()),
                    request.getLifetimeMs(),
                    by.name()));
    return CreateApiTokenResponse.newBuilder()
        .setSecret(created.secret())
        .setToken(write(created.token()))
        .build();
  }

  io.vedette.proto.v1.ApiToken revoke(RevokeApiTokenRequest request, Caller by) {
    return write(checked(() -> people.revokeToken(request.getId(), by.name())));
  }

  SignInLink link(Caller by) {
    CreatedLink link = checked(() -> people.createLink(by));
    return SignInLink.newBuilder().setCode(link.code()).setExpiresAtMs(link.expiresMs()).build();
  }

  private static String named(String name, String what) {
    if (name.isEmpty()) {
      throw invalid(what + " needs a name");
    }
    return name;
  }

  private static StatusRuntimeException invalid(String why) {
    return Status.INVALID_ARGUMENT.withDescription(why).asRuntimeException();
  }

  private static <T> T checked(Callable<T> work) {
    try {
      return work.call();
    } catch (IllegalArgumentException e) {
      throw invalid(String.valueOf(e.getMessage()));
    } catch (NoSuchElementException e) {
      throw Status.NOT_FOUND.withDescription(e.getMessage()).asRuntimeException();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> sorted(Set<String> deployments) {
    return deployments.stream().sorted().toList();
  }

  static io.vedette.proto.v1.User write(User user, @Nullable Long seenMs) {
    io.vedette.proto.v1.User.Builder written =
        io.vedette.proto.v1.User.newBuilder()
            .setName(user.name())
            .setRole(CallerMapper.write(user.role()))
            .addAllDeployments(sorted(user.deployments()))
            .setCodes(user.codeSecret() != null)
            .setCreatedAtMs(user.createdMs())
            .setChangedAtMs(user.changedMs());
    if (seenMs != null) {
      written.setSeenAtMs(seenMs);
    }
    return written.build();
  }

  static io.vedette.proto.v1.ApiToken write(ApiToken token) {
    return io.vedette.proto.v1.ApiToken.newBuilder()
        .setId(token.id())
        .setName(token.name())
        .setRole(CallerMapper.write(token.role()))
        .addAllDeployments(sorted(token.deployments()))
        .setCreatedBy(token.createdBy())
        .setCreatedAtMs(token.createdMs())
        .setExpiresAtMs(token.expiresMs())
        .build();
  }
}
