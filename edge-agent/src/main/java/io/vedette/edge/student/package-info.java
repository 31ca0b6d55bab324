/**
 * The students of an agent. A {@link Student} is one deployment's model on some of the cameras,
 * with slots, replay store and round of its own; {@link Students} are all of them, with the stored
 * {@code CameraAssignment}. {@link StudentCommands} carry out what the coordinator says: they move
 * cameras, and a {@code StudentWorker} installs versions and learns for each student.
 */
@NullMarked
package io.vedette.edge.student;

import org.jspecify.annotations.NullMarked;
