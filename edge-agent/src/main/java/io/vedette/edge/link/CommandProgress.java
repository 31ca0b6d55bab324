package io.vedette.edge.link;

/**
 * How far a command is.
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
