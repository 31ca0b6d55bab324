package io.vedette.cli.coordinator;

import io.vedette.proto.v1.CreateSignInLinkRequest;
import java.io.IOException;

/** An address of a dashboard that signs whoever opens it in as whoever made it. */
public final class SignInLink {

  private SignInLink() {}

  /**
   * Makes what follows a dashboard's address: it holds for ten minutes, once.
   *
   * @throws IOException as {@link CoordinatorClient#ask} does
   */
  public static String path(CoordinatorClient coordinator) throws IOException {
    return "sign-in#"
        + coordinator
            .ask(s -> s.createSignInLink(CreateSignInLinkRequest.getDefaultInstance()))
            .getCode();
  }
}
