package io.vedette.cloud.rpc;

import io.grpc.Context;
import io.grpc.Status;
import io.vedette.cloud.identity.Caller;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The caller of the call that the current thread works on. */
public final class CallerContext {

  private static final Context.Key<Caller> KEY =
      Context.keyWithDefault("vedette-caller", Caller.NOBODY);

  private static final Context.Key<Shown> SHOWN =
      Context.keyWithDefault("vedette-shown", new Shown("", "", null));

  /**
   * What a call came with.
   *
   * @param address of the peer; of the browser, where a dashboard passes on what a person asks for
   * @param token that it showed; empty: none
   * @param certificate by which the caller is known; null: by something else
   */
  private record Shown(String address, String token, @Nullable X509Certificate certificate) {
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
  static Context with(
      Caller caller, String address, String token, @Nullable X509Certificate certificate) {
    return Context.current()
        .withValue(KEY, caller)
        .withValue(SHOWN, new Shown(address, token, certificate));
  }

  /** Where the caller is; empty outside of a call. */
  static String address() {
    return SHOWN.get().address();
  }

  /** The token that the caller showed; empty: none. */
  static String token() {
    return SHOWN.get().token();
  }

  /** The certificate by which the caller is known; empty: it is known by something else. */
  static Optional<X509Certificate> certificate() {
    return Optional.ofNullable(SHOWN.get().certificate());
  }

  /** Why a caller may not speak for this id; empty: it may. */
  static Optional<Status> impersonation(Caller caller, String id) {
    return caller.mayBe(id)
        ? Optional.empty()
        : Optional.of(
            Status.PERMISSION_DENIED.withDescription(
                "the certificate is that of "
                    + caller.described()
                    + "; it may not speak for "
                    + id));
  }
}
