package io.vedette.cloud.commit;

import io.vedette.cloud.frame.FrameLocation;
import io.vedette.cloud.frame.NewFrame;
import io.vedette.cloud.store.Change;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A commit lane that takes pictures too. */
public interface FrameLane extends CommitLane {

  /**
   * Hands a picture in, of priority {@link Priority#FRAME}.
   *
   * @param record what is stored of it, made on the lane's thread when its place is known
   * @return completes with its place when picture and record are durable, as {@link #submit} does
   */
  CompletableFuture<FrameLocation> submit(NewFrame frame, Function<FrameLocation, Change> record);
}
