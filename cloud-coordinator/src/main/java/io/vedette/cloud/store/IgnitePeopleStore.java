package io.vedette.cloud.store;

import io.vedette.cloud.identity.people.ApiToken;
import io.vedette.cloud.identity.people.PeopleStore;
import io.vedette.cloud.identity.people.SignInSession;
import io.vedette.cloud.identity.people.User;
import java.util.List;

/** Users, sessions and API tokens on an Ignite node. */
public final class IgnitePeopleStore implements PeopleStore {

  private final IgniteNode node;
  private final IgniteRecords<User> users;
  private final IgniteRecords<SignInSession> sessions;
  private final IgniteRecords<ApiToken> tokens;

  public IgnitePeopleStore(IgniteNode node) {
    this.node = node;
    this.users = new IgniteRecords<>(node.table("users"), User.class, User::name);
    this.sessions =
        new IgniteRecords<>(
            node.table("sign-in-sessions"), SignInSession.class, SignInSession::hash);
    this.tokens = new IgniteRecords<>(node.table("api-tokens"), ApiToken.class, ApiToken::id);
  }

  @Override
  public List<User> users() {
    return users.all();
  }

  @Override
  public void put(User user) {
    users.put(user);
  }

  @Override
  public void removeUser(String name) {
    users.remove(name);
  }

  @Override
  public List<SignInSession> sessions() {
    return sessions.all();
  }

  @Override
  public void put(SignInSession session) {
    sessions.put(session);
  }

  @Override
  public void removeSessions(List<String> hashes) {
    node.write(hashes.stream().map(sessions::removal).toList());
  }

  @Override
  public List<ApiToken> apiTokens() {
    return tokens.all();
  }

  @Override
  public void put(ApiToken token) {
    tokens.put(token);
  }

  @Override
  public void removeApiToken(String id) {
    tokens.remove(id);
  }
}
