package io.vedette.edge.camera;

/** A live source without a rate of its own: a test says what comes next, and when. */
abstract class FakeLiveSource implements Source {

  @Override
  public final boolean live() {
    return true;
  }

  @Override
  public final double rate() {
    return 0;
  }

  @Override
  public final void close() {}
}
