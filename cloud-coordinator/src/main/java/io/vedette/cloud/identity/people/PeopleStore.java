package io.vedette.cloud.identity.people;

import java.util.List;

/** Remembers users, sessions and API tokens. A change is durable when its method returns. */
public interface PeopleStore {

  /** In no order. */
  List<User> users();

  /** Stores a user in place of an earlier one of that name. */
  void put(User user);

  void removeUser(String name);

  /** In no order. */
  List<SignInSession> sessions();

  void put(SignInSession session);

  /**
   * @param hashes of sessions; unknown ones are ignored
   */
  void removeSessions(List<String> hashes);

  /** In no order. */
  List<ApiToken> apiTokens();

  void put(ApiToken token);

  void removeApiToken(String id);
}
