package io.vedette.edge.link;

/**
 * What became of a command.
 *
 * @param message one line for people
 * @param swapGapMillis with {@link Phase#CONFIRMED}: the longest time any camera went without an
 *     answered frame
 */
public record Report(String commandId, Phase phase, String message, double swapGapMillis) {

  public Report(String commandId, Phase phase, String message) {
    this(commandId, phase, message, 0);
  }
}
