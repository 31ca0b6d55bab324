/** Passes and calibration, checked by running what they make. */
package io.vedette.federated.compress;
