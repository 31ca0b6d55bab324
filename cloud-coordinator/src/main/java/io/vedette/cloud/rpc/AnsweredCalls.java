package io.vedette.cloud.rpc;

/** Calls of one subject, and what answers them. */
interface AnsweredCalls {

  /** Adds a row for each call. */
  void addTo(ServiceCalls calls);
}
