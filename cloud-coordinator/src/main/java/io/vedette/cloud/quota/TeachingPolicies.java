package io.vedette.cloud.quota;

/** The policy of each deployment now. May be asked on any thread, and answers at once. */
@FunctionalInterface
public interface TeachingPolicies {

  /** Every deployment has the default policy. */
  TeachingPolicies ALL_DEFAULT = deployment -> TeachingPolicy.DEFAULT;

  /** The policy of a deployment; that of the default deployment for one that is gone. */
  TeachingPolicy of(String deployment);
}
