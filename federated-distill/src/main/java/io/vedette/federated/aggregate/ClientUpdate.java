package io.vedette.federated.aggregate;

/** One agent's weights as a vector of a {@link VectorLayout}, read a block at a time. */
public interface ClientUpdate {

  UpdateFacts facts();

  /**
   * Reads some values.
   *
   * @param from of the first in the vector
   * @param count how many
   * @param into takes them from its begin
   */
  void read(int from, int count, float[] into);
}
