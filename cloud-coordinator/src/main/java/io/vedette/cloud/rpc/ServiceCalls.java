package io.vedette.cloud.rpc;

import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.ServerCalls.ServerStreamingMethod;
import io.grpc.stub.StreamObserver;
import io.vedette.cloud.feed.CurrentPerson;
import io.vedette.cloud.identity.Caller;
import io.vedette.registry.RegistryException;

/** The calls of a service, each with what answers it. */
final class ServiceCalls {

  /** What answers a call. */
  @FunctionalInterface
  interface Answer<Q, A> {

    /**
     * @throws Exception what the call fails with: {@link #failure}
     */
    A to(Q request) throws Exception;
  }

  private final ServerServiceDefinition.Builder calls;

  ServiceCalls(ServiceDescriptor service) {
    this.calls = ServerServiceDefinition.builder(service);
  }

  /** A call with one answer, which is bounded as every answer of the wire is. */
  <Q, A extends Message> ServiceCalls answer(MethodDescriptor<Q, A> call, Answer<Q, A> with) {
    calls.addMethod(
        call,
        ServerCalls.asyncUnaryCall((request, responses) -> respond(request, responses, with)));
    return this;
  }

  /** A call with a stream of answers. */
  <Q, A extends Message> ServiceCalls stream(
      MethodDescriptor<Q, A> call, ServerStreamingMethod<Q, A> with) {
    calls.addMethod(call, ServerCalls.asyncServerStreamingCall(with));
    return this;
  }

  ServiceCalls addAll(AnsweredCalls subject) {
    subject.addTo(this);
    return this;
  }

  /**
   * The service.
   *
   * @throws IllegalStateException when one of its calls has no row
   */
  ServerServiceDefinition build() {
    return calls.build();
  }

  private static <Q, A extends Message> void respond(
      Q request, StreamObserver<A> responses, Answer<Q, A> with) {
    try {
      Caller caller = CallerContext.current();
      String person = caller.kind() == Caller.Kind.OPEN ? "" : caller.name();
      A answer = Paging.bounded(CurrentPerson.working(person, () -> with.to(request)));
      responses.onNext(answer);
      responses.onCompleted();
    } catch (Exception e) {
      responses.onError(failure(e));
    }
  }

  /** What a call fails with. */
  static StatusRuntimeException failure(Exception thrown) {
    if (thrown instanceof StatusRuntimeException status) {
      return status;
    }
    Status status =
        thrown instanceof RegistryException || thrown instanceof IllegalArgumentException
            ? Status.NOT_FOUND
            : thrown instanceof IllegalStateException
                ? Status.FAILED_PRECONDITION
                : Status.INTERNAL;
    return status.withDescription(thrown.getMessage()).asRuntimeException();
  }
}
