package io.vedette.federated.aggregate;

/** Makes one value of the sorted values of all updates, for many coordinates at once. */
interface SortedReduction {

  /**
   * @param rows of sortable integers ({@link SortingNetwork}); the smallest value of each column
   *     first
   * @param columns how many
   * @param out takes a value for each column, from {@code at}
   */
  void reduce(int[][] rows, int columns, double[] out, int at);
}
