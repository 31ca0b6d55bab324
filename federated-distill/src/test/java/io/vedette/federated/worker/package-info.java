/** Training processes, started, watched and killed for real. */
package io.vedette.federated.worker;
