package io.vedette.cli.demo;

/**
 * Something that is under way.
 *
 * @param name stays the same from its start to its end: "round r-1"
 * @param step changes when it is a good deal further: "epoch 3"
 * @param text how far it is, for people
 */
record Activity(String name, String step, String text) {

  String line() {
    return name + ": " + text;
  }
}
