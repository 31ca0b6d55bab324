package io.vedette.federated.train;

import io.vedette.detector.dataset.Dataset;
import io.vedette.detector.graph.Graph;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The listeners of one training, as one. */
record TrainingListeners(List<TrainingListener> followers, ProgressListener progress)
    implements ProgressListener, TrainingListener {

  TrainingListeners {
    followers = List.copyOf(followers);
  }

  @Override
  public void on(TrainingProgress message) {
    progress.on(message);
    if (message.ap50().isEmpty()) {
      onStep(message);
    }
  }

  @Override
  public void onStart(List<EpochReport> before, Dataset shown) {
    followers.forEach(follower -> follower.onStart(before, shown));
  }

  @Override
  public void onStep(TrainingProgress message) {
    followers.forEach(follower -> follower.onStep(message));
  }

  @Override
  public void onEpoch(List<EpochReport> history, @Nullable Graph better) {
    followers.forEach(follower -> follower.onEpoch(history, better));
  }

  @Override
  public void onEnd() {
    followers.forEach(TrainingListener::onEnd);
  }
}
