package io.vedette.cloud.identity.people;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** People, as long as the test runs. */
public final class InMemoryPeopleStore implements PeopleStore {

  private final Map<String, User> users = new ConcurrentHashMap<>();
  private final Map<String, SignInSession> sessions = new ConcurrentHashMap<>();
  private final Map<String, ApiToken> tokens = new ConcurrentHashMap<>();

  @Override
  public List<User> users() {
    return List.copyOf(users.values());
  }

  @Override
  public void put(User user) {
    users.put(user.name(), user);
  }

  @Override
  public void removeUser(String name) {
    users.remove(name);
  }

  @Override
  public List<SignInSession> sessions() {
    return List.copyOf(sessions.values());
  }

  @Override
  public void put(SignInSession session) {
    sessions.put(session.hash(), session);
  }

  @Override
  public void removeSessions(List<String> hashes) {
    hashes.forEach(sessions::remove);
  }

  @Override
  public List<ApiToken> apiTokens() {
    return List.copyOf(tokens.values());
  }

  @Override
  public void put(ApiToken token) {
    tokens.put(token.id(), token);
  }

  @Override
  public void removeApiToken(String id) {
    tokens.remove(id);
  }
}
