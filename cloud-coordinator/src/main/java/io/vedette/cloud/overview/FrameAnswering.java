package io.vedette.cloud.overview;

import io.vedette.cloud.audit.AuditCounts;
import io.vedette.cloud.audit.DeploymentAccuracy;
import io.vedette.cloud.escalation.EscalationQueries;
import io.vedette.cloud.quota.QuotaMeter;
import io.vedette.cloud.quota.TeachingPolicies;
import io.vedette.cloud.teacher.Teachers;

/**
 * How hard frames are answered.
 *
 * @param escalations frames and their verdicts
 * @param teachers that answer them
 * @param policies which teacher answers which deployment
 * @param quotas what deployments have used
 * @param audits how often student and teacher agree, by device
 * @param accuracy the same by deployment, version and teacher, with intervals
 */
public record FrameAnswering(
    EscalationQueries escalations,
    Teachers teachers,
    TeachingPolicies policies,
    QuotaMeter quotas,
    AuditCounts audits,
    DeploymentAccuracy accuracy) {}
