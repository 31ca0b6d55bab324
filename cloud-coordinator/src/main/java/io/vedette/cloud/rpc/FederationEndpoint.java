package io.vedette.cloud.rpc;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.vedette.cloud.deployment.DeploymentSpec;
import io.vedette.cloud.identity.Caller;
import io.vedette.cloud.loop.DeploymentLoop;
import io.vedette.cloud.loop.DeploymentLoops;
import io.vedette.cloud.machine.ControlLoop;
import io.vedette.cloud.round.Participant.Contribution;
import io.vedette.cloud.round.RoundConfig;
import io.vedette.cloud.round.Rounds;
import io.vedette.cloud.round.UpdateAdmission;
import io.vedette.cloud.round.UpdateSources;
import io.vedette.federated.aggregate.RejectedUpdateException;
import io.vedette.proto.v1.FederationServiceGrpc;
import io.vedette.proto.v1.UpdateChunk;
import io.vedette.proto.v1.UpdateHeader;
import io.vedette.proto.v1.UpdateReceipt;
import io.vedette.registry.RegistryException;
import io.vedette.registry.blob.BlobStore;
import io.vedette.registry.blob.Upload;
import io.vedette.registry.manifest.Artifact;
import io.vedette.wire.TextBound;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Updates of agents, in chunks. The receipt goes out when weights and record are durable. */
public final class FederationEndpoint extends FederationServiceGrpc.FederationServiceImplBase {

  private static final Logger log = LoggerFactory.getLogger(FederationEndpoint.class);

  private static final TextBound WHY =
      TextBound.of(UpdateReceipt.getDescriptor(), UpdateReceipt.WHY_FIELD_NUMBER);

  private final ControlLoop loop;
  private final DeploymentLoops loops;
  private final BlobStore blobs;
  private final Predicate<String> revoked;
  private final UpdateAdmission admission;

  /**
   * @param revoked whether an agent was revoked
   */
  public FederationEndpoint(
      ControlLoop loop, DeploymentLoops loops, BlobStore blobs, Predicate<String> revoked) {
    this.loop = loop;
    this.loops = loops;
    this.blobs = blobs;
    this.revoked = revoked;
    this.admission = new UpdateAdmission(blobs);
  }

  /** The rounds among which a round is; those of "default", which do not know it, where none is. */
  private Rounds rounds(String roundId) {
    return deployment(roundId).stages().rounds();
  }

  private RoundConfig config(String roundId) {
    return deployment(roundId).spec().rounds();
  }

  private DeploymentLoop deployment(String roundId) {
    return loops.find(DeploymentSpec.ofId(roundId)).orElseGet(() -> loops.get(""));
  }

  @Override
  public StreamObserver<UpdateChunk> uploadUpdate(StreamObserver<UpdateReceipt> responses) {
    return new Receiving(new ResponseSender<>(responses));
  }

  private final class Receiving implements StreamObserver<UpdateChunk> {
    private final Caller caller = CallerContext.current();
    private final ResponseSender<UpdateReceipt> out;
    private @Nullable UpdateHeader header;
    private @Nullable Upload upload;
    private boolean decided;
    private long received;

    Receiving(ResponseSender<UpdateReceipt> out) {
      this.out = out;
    }

    @Override
    public void onNext(UpdateChunk chunk) {
      if (decided) {
        return;
      }
      try {
        if (chunk.hasHeader()) {
          begin(chunk.getHeader());
        } else if (upload == null) {
          fail(Status.FAILED_PRECONDITION.withDescription("send the header first"));
        } else {
          append(upload, chunk);
        }
      } catch (RegistryException e) {
        decide(false, "digest: " + e.getMessage());
      } catch (Exception e) {
        fail(Status.UNAVAILABLE.withDescription(e.getMessage()));
      }
    }

    private void begin(UpdateHeader given) throws Exception {
      Optional<Status> impersonation = CallerContext.impersonation(caller, given.getAgentId());
      if (impersonation.isPresent()) {
        fail(impersonation.get());
        return;
      }
      header = given;
      Rounds rounds = rounds(given.getRoundId());
      Optional<String> refusal =
          revoked.test(given.getAgentId())
              ? Optional.of("revoked")
              : loop.ask(
                  () ->
                      rounds.refusal(
                          given.getRoundId(),
                          given.getAgentId(),
                          given.getUpdateId(),
                          given.getBaseSha256()));
      if (refusal.isPresent()) {
        decide(false, refusal.get());
        return;
      }
      long most = config(given.getRoundId()).maxUpdateBytes(blobs.size(given.getBaseSha256()));
      if (given.getSizeBytes() > most) {
        decide(false, "too large: " + given.getSizeBytes() + " bytes, at most " + most);
      } else {
        upload = blobs.begin(given.getSha256(), given.getSizeBytes());
      }
    }

    /** An upload that was broken off is resumed, though the agent sends it from the start again. */
    private void append(Upload to, UpdateChunk chunk) throws RegistryException, IOException {
      var data = chunk.getData().asReadOnlyByteBuffer();
      long end = received + data.remaining();
      if (end > to.offset()) {
        data.position(data.position() + (int) Math.max(0, to.offset() - received));
        to.append(data);
      }
      received = end;
    }

    @Override
    public void onCompleted() {
      UpdateHeader given = header;
      Upload whole = upload;
      if (decided || given == null || whole == null) {
        out.end();
        return;
      }
      try {
        whole.commit();
        whole.close();
        Rounds rounds = rounds(given.getRoundId());
        double norm;
        try {
          UpdateAdmission.claims(
              config(given.getRoundId()),
              given.getExamples(),
              given.getLossBefore(),
              given.getLossAfter());
          norm = admission.norm(given.getBaseSha256(), given.getSha256());
        } catch (RejectedUpdateException e) {
          String why = String.valueOf(e.getMessage());
          loop.ask(
              () -> {
                rounds.refused(given.getRoundId(), given.getAgentId(), why);
                return why;
              });
          decide(false, why);
          return;
        }
        Contribution update =
            new Contribution(
                given.getUpdateId(),
                new Artifact(given.getSha256(), given.getSizeBytes(), "update"),
                given.getExamples(),
                given.hasLossBefore() ? given.getLossBefore() : Double.NaN,
                given.hasLossAfter() ? given.getLossAfter() : Double.NaN,
                given.getTrainingMs() / 1e3,
                UpdateSources.write(given.getEscalationIdsList(), blobs),
                given.getEscalationIdsCount(),
                norm);
        Optional<String> refusal =
            loop.askDurably(
                () ->
                    rounds.take(
                        given.getRoundId(), given.getAgentId(), given.getBaseSha256(), update),
                rounds::durable);
        decide(refusal.isEmpty(), refusal.orElse(""));
      } catch (RegistryException e) {
        decide(false, "digest: " + e.getMessage());
      } catch (Exception e) {
        fail(Status.UNAVAILABLE.withDescription(e.getMessage()));
      }
    }

    private void decide(boolean accepted, String why) {
      decided = true;
      release();
      out.send(UpdateReceipt.newBuilder().setAccepted(accepted).setWhy(WHY.fit(why)).build());
      out.end();
    }

    private void fail(Status status) {
      decided = true;
      release();
      out.fail(status);
    }

    @Override
    public void onError(Throwable cancelled) {
      decided = true;
      release();
    }

    private void release() {
      Upload open = upload;
      if (open != null) {
        try {
          open.close();
        } catch (IOException e) {
          log.debug("an upload did not close: {}", e.getMessage());
        }
      }
    }
  }
}
