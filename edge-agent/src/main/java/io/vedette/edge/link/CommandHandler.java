package io.vedette.edge.link;

/**
 * Carries out what the coordinator says. Each call must return at once; the work runs on other
 * threads, in the order of the calls as far as they depend on each other, and its progress is
 * reported through a {@link CommandClient}.
 */
public interface CommandHandler {

  /** Which cameras belong to which deployment; it replaces the assignment before. */
  void onAssignment(AssignmentRequest assignment);

  /**
   * Installs a version. The same command again changes nothing.
   *
   * @param deployment whose student shall run it
   */
  void onInstall(String deployment, InstallRequest request);

  /**
   * Takes part in a round. The same command again changes nothing.
   *
   * @param deployment whose student shall learn
   */
  void onRound(String deployment, RoundRequest request);

  /** Cancels a command if it is known and not finished. */
  void onCancel(String commandId, String reason);
}
