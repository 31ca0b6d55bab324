package io.vedette.edge.link;

/**
 * What became of a command.
 *
 * @param message one line for people
 * @param swapGapMillis with {@link CommandPhase#CONFIRMED}: the longest time any camera went
 *     without an answered frame
 */
public record CommandProgress(
    String commandId, CommandPhase phase, String message, double swapGapMillis) {

  public CommandProgress(String commandId, CommandPhase phase, String message) {
    this(commandId, phase, message, 0);
  }
}
