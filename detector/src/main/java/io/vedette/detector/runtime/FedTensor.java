package io.vedette.detector.runtime;

/** A tensor on its way into a session. */
sealed interface FedTensor permits FloatTensor, RawTensor {

  /** Dimensions; empty for a scalar. */
  long[] shape();
}
