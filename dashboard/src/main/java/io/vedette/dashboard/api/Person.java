package io.vedette.dashboard.api;

import io.vedette.proto.v1.CallerInfo;
import io.vedette.proto.v1.CallerKind;

/**
 * Somebody whom the coordinator knows.
 *
 * @param open whether the coordinator asks nobody who he is
 * @param whole whether the person may see the whole fleet, as the live stream shows it
 * @param signedIn whether it is a person, or a program of one
 * @param json name, kind, role and deployments as the pages read them
 */
public record Person(boolean open, boolean whole, boolean signedIn, String json) {

  static Person of(CallerInfo caller) {
    CallerKind kind = caller.getKind();
    return new Person(
        kind == CallerKind.CALLER_KIND_OPEN,
        caller.getDeploymentsCount() == 0,
        kind == CallerKind.CALLER_KIND_SESSION || kind == CallerKind.CALLER_KIND_API_TOKEN,
        MessageJson.of(caller));
  }
}
