package io.vedette.federated.train.example;

import io.vedette.detector.Box;

/**
 * One object that the network should find.
 *
 * @param box pixels of the network's input
 * @param classId index into the network's labels
 */
public record Target(Box box, int classId) {}
