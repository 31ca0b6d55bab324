package io.vedette.cloud.rpc;

import io.grpc.Context;
import io.vedette.cloud.identity.Caller;

/** The caller of the call that the current thread works on. */
public final class CallerContext {

  private static final Context.Key<Caller> KEY =
      Context.keyWithDefault("vedette-caller", Caller.NOBODY);

  private CallerContext() {}

  /** Nobody outside of a call. */
  public static Caller current() {
    return KEY.get();
  }

  /** A context in which a caller is the current one. */
  static Context with(Caller caller) {
    return Context.current().withValue(KEY, caller);
  }
}
