/**
 * The sentry: an {@link Agent} answers every frame of its cameras with a student, asks the cloud
 * about hard ones, learns from the verdicts, and takes on new versions. This package only puts the
 * parts together; each part is a subpackage and knows nothing of this one. {@code AgentStores} is
 * what several of them keep on disk; {@code CoordinatorLink} is the coordinator as the agent has
 * it, whether it is {@code OnlineLink} or {@code OfflineLink}. A {@code Desk} stands between two
 * parts.
 */
@NullMarked
package io.vedette.edge;

import org.jspecify.annotations.NullMarked;
