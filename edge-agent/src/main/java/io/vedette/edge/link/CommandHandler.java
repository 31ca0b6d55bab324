package io.vedette.edge.link;

/**
 * Carries out one kind of command. Each call must return at once; the work runs on another thread,
 * and its progress is reported through a {@link CommandClient}.
 *
 * @param <R> the command
 */
public interface CommandHandler<R> {

  /** Starts a command. The same command again changes nothing. */
  void onCommand(R request);

  /** Cancels a command if it is one of this handler's and not finished. */
  void onCancel(String commandId, String reason);
}
