package io.vedette.cloud.identity;

import com.google.protobuf.Message;
import org.jspecify.annotations.Nullable;

/**
 * A call that changed something, or was refused.
 *
 * @param caller who made it
 * @param address of the peer, without its port
 * @param method full name, "vedette.v1.ManagementService/RevokeDevice"
 * @param request null: a stream, or a call that was refused before its request was read. It may
 *     hold secrets: passwords and tokens must not be stored
 * @param answer null: there is none, or the call is no single one; it may hold secrets as well
 * @param code how it ended, as gRPC names it: "OK", "PERMISSION_DENIED"
 * @param description why it failed; empty: nothing is said
 */
public record AuditedCall(
    Caller caller,
    String address,
    String method,
    @Nullable Message request,
    @Nullable Message answer,
    String code,
    String description) {}
