package io.vedette.cloud.housekeeping;

import io.vedette.cloud.distillation.DatasetFrames;
import io.vedette.cloud.distillation.Distillation;
import io.vedette.cloud.loop.DeploymentLoops;
import io.vedette.cloud.machine.ControlLoop;
import io.vedette.cloud.review.Reviews;
import io.vedette.cloud.round.Round;
import io.vedette.registry.blob.BlobStore;
import io.vedette.registry.catalog.Catalog;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What versions, rounds and distillations refer to now. For any thread but the control loop.
 *
 * @param loop of all deployments
 */
public record StorageReferences(
    ControlLoop loop, DeploymentLoops loops, Catalog catalog, BlobStore blobs, Reviews reviews) {

  /** For the disk. */
  private static final long WRITE_SECONDS = 60;

  /** Digests of artifacts that are used. */
  Set<String> artifacts() throws IOException {
    UsedArtifacts used = new UsedArtifacts();
    List<Round> rounds =
        onLoop(
            () ->
                loops.all().stream()
                    .flatMap(of -> of.stages().rounds().newest(Integer.MAX_VALUE).stream())
                    .toList());
    rounds.forEach(used::add);
    distillations().forEach(used::add);
    catalog.newest(Integer.MAX_VALUE).forEach(version -> used.add(version.manifest()));
    return used.digests();
  }

  /** Digests of the pictures in datasets of distillations under way, and of reviewed frames. */
  Set<String> frames() throws IOException {
    Set<String> used = DatasetFrames.used(distillations(), blobs);
    used.addAll(reviews.frames());
    return used;
  }

  /** Reviews beyond their bound, and with them their hold on frames, go. */
  void forgetOldReviews() throws IOException {
    try {
      reviews.forgetExpired().get(WRITE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Distillation> distillations() throws IOException {
    return onLoop(
        () ->
            loops.all().stream()
                .flatMap(of -> of.stages().distillations().newest(Integer.MAX_VALUE).stream())
                .toList());
  }

  private <T> T onLoop(Callable<T> question) throws IOException {
    try {
      return loop.ask(question);
    } catch (Exception e) {
      throw new IOException("the stages do not answer: " + e.getMessage(), e);
    }
  }
}
