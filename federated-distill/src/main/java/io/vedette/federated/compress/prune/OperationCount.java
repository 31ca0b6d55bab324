package io.vedette.federated.compress.prune;

import io.vedette.federated.compress.Workload;

/** The operations of its convolutions, billions for a picture. */
public record OperationCount() implements GraphExpense {

  @Override
  public String noun() {
    return "operations";
  }

  @Override
  public double of(Workload workload) {
    return workload.gflops();
  }
}
