package io.vedette.cloud.identity;

import java.util.Optional;

/** Knows the tokens of people: sessions and API tokens. */
@FunctionalInterface
public interface TokenAuthenticator {

  /** Knows no token. */
  TokenAuthenticator NONE = (token, address) -> Optional.empty();

  /**
   * The caller whose token this is; empty: the token is unknown, or its time is over.
   *
   * @param address of the peer, without its port
   */
  Optional<Caller> authenticate(String token, String address);

  /** Asks the other one for tokens that this one does not know. */
  default TokenAuthenticator or(TokenAuthenticator other) {
    return (token, address) ->
        authenticate(token, address).or(() -> other.authenticate(token, address));
  }
}
