package io.vedette.cloud.machine;

/**
 * An effect that is being performed, and where its results go. For the control loop only; each of
 * the first three is called once at most, and only for an effect that was left under way.
 *
 * @param <E> event
 */
public interface RunningEffect<E> {

  /** It is done. */
  void done();

  /** It led to an event; the event's step acknowledges it. */
  void result(E event);

  /** It failed, and is performed again. */
  void failed(Throwable why);

  /** Another event for its machine. */
  void post(E event);
}
