package io.vedette.cloud.rpc;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.vedette.cloud.deployment.DeploymentSpec;
import io.vedette.cloud.identity.Caller;
import io.vedette.proto.v1.GetListChangesRequest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Keeps a person whose role is for some deployments within those. What such a call is about is read
 * from its request: a deployment, or a round, distillation, rollout, frame or model of one. A call
 * that is about none, or about the whole fleet, is refused, and so is a method that is added later
 * until its request says what it is about.
 */
public final class DeploymentScope implements ServerInterceptor {

  private static final String IDENTITY = "vedette.v1.IdentityService";

  /** They show nothing of a deployment but its name and counts, or are about the caller alone. */
  private static final Set<String> HARMLESS = Set.of("ListDeployments", "CreateSignInLink");

  /** Where a request says what it is about, and how that leads to a deployment. */
  private final Map<String, Function<String, Optional<String>>> byField;

  /**
   * @param ofFrame the deployment of a frame, by its id
   * @param ofModel the deployment that runs a model, by the model's name
   */
  public DeploymentScope(
      Function<String, Optional<String>> ofFrame, Function<String, Optional<String>> ofModel) {
    Function<String, Optional<String>> ofId = id -> Optional.of(DeploymentSpec.ofId(id));
    byField =
        Map.of(
            "deployment", Optional::of,
            "round_id", ofId,
            "distillation_id", ofId,
            "rollout_id", ofId,
            "escalation_id", ofFrame,
            "reference", reference -> ofModel.apply(reference.split("[:@]", 2)[0]));
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    Caller caller = CallerContext.current();
    String service = String.valueOf(call.getMethodDescriptor().getServiceName());
    if (!caller.isPerson() || caller.deployments().isEmpty() || service.equals(IDENTITY)) {
      return next.startCall(call, headers);
    }
    return new ScopedListener<>(next.startCall(call, headers), call, caller);
  }

  /** Empty: the caller may ask this. */
  Optional<String> refusal(Caller caller, String method, Message request) {
    if (HARMLESS.contains(method)) {
      return Optional.empty();
    }
    Set<String> named =
        method.equals("GetDeployment") ? Set.of(text(request, "name").orElse("")) : named(request);
    if (!named.isEmpty() && caller.deployments().containsAll(named)) {
      return Optional.empty();
    }
    return Optional.of(
        caller.name()
            + " has a role for "
            + String.join(", ", new TreeSet<>(caller.deployments()))
            + " only, and this "
            + method
            + " is for "
            + (named.isEmpty() ? "the whole fleet" : String.join(", ", named)));
  }

  /**
   * The deployments that a request is about; what cannot be told makes it about the whole fleet.
   */
  private Set<String> named(Message request) {
    if (request instanceof GetListChangesRequest followed) {
      return followed.getAllFields().values().stream()
          .filter(Message.class::isInstance)
          .map(list -> named((Message) list))
          .findFirst()
          .orElse(Set.of());
    }
    Set<String> named = new TreeSet<>();
    for (var field : byField.entrySet()) {
      Optional<String> text = text(request, field.getKey());
      Optional<String> deployment = text.flatMap(field.getValue());
      if (text.isPresent() && deployment.isEmpty()) {
        return Set.of();
      }
      deployment.ifPresent(named::add);
    }
    return named;
  }

  private static Optional<String> text(Message request, String field) {
    FieldDescriptor descriptor = request.getDescriptorForType().findFieldByName(field);
    return descriptor == null || descriptor.isRepeated()
        ? Optional.empty()
        : Optional.of(request.getField(descriptor).toString()).filter(text -> !text.isEmpty());
  }

  private final class ScopedListener<Q> extends SimpleForwardingServerCallListener<Q> {
    private final ServerCall<Q, ?> call;
    private final Caller caller;
    private boolean refused;

    ScopedListener(ServerCall.Listener<Q> listener, ServerCall<Q, ?> call, Caller caller) {
      super(listener);
      this.call = call;
      this.caller = caller;
    }

    @Override
    public void onMessage(Q message) {
      if (refused) {
        return;
      }
      String method = String.valueOf(call.getMethodDescriptor().getBareMethodName());
      Optional<String> refusal =
          message instanceof Message request
              ? refusal(caller, method, request)
              : Optional.of("this call is for the whole fleet");
      if (refusal.isPresent()) {
        refused = true;
        call.close(Status.PERMISSION_DENIED.withDescription(refusal.get()), new Metadata());
      } else {
        super.onMessage(message);
      }
    }

    @Override
    public void onHalfClose() {
      if (!refused) {
        super.onHalfClose();
      }
    }
  }
}
