package io.vedette.cloud.rpc;

import io.grpc.Context;
import io.vedette.cloud.identity.Caller;

/** The caller of the call that the current thread works on. */
public final class CallerContext {

  private static final Context.Key<Caller> KEY =
      Context.keyWithDefault("vedette-caller", Caller.NOBODY);

  private static final Context.Key<Shown> SHOWN =
      Context.keyWithDefault("vedette-shown", new Shown("", ""));

  /**
   * What a call came with.
   *
   * @param address of the peer; of the browser, where a dashboard passes on what a person asks for
   * @param token that it showed; empty: none
   */
  private record Shown(String address, String token) {
    /** Without the token. */
    @Override
    public String toString() {
      return "Shown[" + address + "]";
    }
  }

  private CallerContext() {}

  /** Nobody outside of a call. */
  public static Caller current() {
    return KEY.get();
  }

  /** A context in which a caller is the current one. */
  static Context with(Caller caller, String address, String token) {
    return Context.current().withValue(KEY, caller).withValue(SHOWN, new Shown(address, token));
  }

  /** Where the caller is; empty outside of a call. */
  static String address() {
    return SHOWN.get().address();
  }

  /** The token that the caller showed; empty: none. */
  static String token() {
    return SHOWN.get().token();
  }
}
