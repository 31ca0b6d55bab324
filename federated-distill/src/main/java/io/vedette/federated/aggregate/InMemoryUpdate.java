package io.vedette.federated.aggregate;

/**
 * An update that is in memory.
 *
 * @param values a vector, shared and not copied
 */
public record InMemoryUpdate(UpdateFacts facts, float[] values) implements ClientUpdate {

  @Override
  public void read(int from, int count, float[] into) {
    System.arraycopy(values, from, into, 0, count);
  }
}
