/**
 * The audit log: who changed what, from where, with which result. The {@link AuditLog} appends
 * {@link AuditLogEntry}s, each with the hash of the one before; a signed {@link AuditLogHead}, kept
 * apart from the store, tells where the log ends. {@link RepeatedRefusals} keeps a flood of refused
 * calls from filling it. (An audit of accuracy is something else: a frame that is escalated at
 * random.)
 */
@NullMarked
package io.vedette.cloud.identity.log;

import org.jspecify.annotations.NullMarked;
