package io.vedette.cloud.identity;

import static io.vedette.cloud.identity.Role.ADMIN;
import static io.vedette.cloud.identity.Role.DASHBOARD;
import static io.vedette.cloud.identity.Role.DEVICE;
import static io.vedette.cloud.identity.Role.DISTILLER;
import static io.vedette.cloud.identity.Role.OPERATOR;
import static io.vedette.cloud.identity.Role.REVIEWER;
import static io.vedette.cloud.identity.Role.TEACHER;
import static io.vedette.cloud.identity.Role.VIEWER;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which roles may call which method. A method without a row may be called by nobody. What a caller
 * may do with which object is checked by the endpoint of the method.
 */
public final class AccessTable {

  private static final String PACKAGE = "vedette.v1.";
  private static final String MANAGEMENT = "ManagementService/";

  private static final Map<String, Access> ROWS = new TreeMap<>();

  static {
    Set<Role> nobodyToo = Set.of();
    Set<Role> certificates = Set.of(DEVICE, TEACHER, DISTILLER, DASHBOARD);
    reads("AgentService/Session", Set.of(DEVICE));
    reads("EscalationService/Escalate", Set.of(DEVICE));
    reads("FederationService/UploadUpdate", Set.of(DEVICE));
    reads("WorkerService/Teach", Set.of(TEACHER));
    reads("WorkerService/Distill", Set.of(DISTILLER));
    reads(
        "ArtifactService/Download", joined(Set.of(DEVICE, TEACHER, DISTILLER), VIEWER.andAbove()));
    changes("ArtifactService/Upload", joined(Set.of(DISTILLER), OPERATOR.andAbove()));

    changes("IdentityService/Enroll", nobodyToo);
    changes("IdentityService/Renew", certificates);
    changes("IdentityService/SignIn", nobodyToo);
    changes("IdentityService/SignOut", VIEWER.andAbove());
    reads("IdentityService/WhoAmI", nobodyToo);

    Set<Role> viewers = joined(Set.of(DASHBOARD), VIEWER.andAbove());
    for (String method :
        Set.of(
            "Watch",
            "GetSummary",
            "GetListChanges",
            "ListDevices",
            "GetDevice",
            "GetSnapshots",
            "GetEvents",
            "ListCameras",
            "GetCamera",
            "ListDeployments",
            "GetDeployment",
            "ListTeachers",
            "ListTeacherReplacements",
            "ListRounds",
            "GetRound",
            "ListRoundParticipants",
            "ListDistillations",
            "GetDistillation",
            "ListRollouts",
            "GetRollout",
            "GetRolloutPlan",
            "ListRolloutMembers",
            "ListVersions",
            "GetVersion",
            "GetLineage",
            "ListEvents",
            "ListEscalations",
            "GetEscalation",
            "ListReviewQueue",
            "GetReviewedAccuracy",
            "ListQuarantine",
            "ListFieldAccuracy",
            "GetHistory",
            "GetStorage",
            "ListBackups")) {
      reads(MANAGEMENT + method, viewers);
    }
    changes(MANAGEMENT + "SubmitReview", REVIEWER.andAbove());
    for (String method :
        Set.of(
            "RevokeDevice",
            "ForgetDevice",
            "TagDevice",
            "ApplyCamera",
            "ApplyDeployment",
            "DeleteDeployment",
            "ReplaceTeacher",
            "AcceptTeacher",
            "DropTeacher",
            "StartRound",
            "CancelRound",
            "CancelDistillation",
            "StartRollout",
            "PauseRollout",
            "ResumeRollout",
            "AbortRollout",
            "RollBack",
            "RegisterModel",
            "RegisterVersion",
            "SetAlias",
            "CollectGarbage",
            "CreateBackup",
            "CreateEnrollmentToken",
            "RevokeEnrollmentToken")) {
      changes(MANAGEMENT + method, OPERATOR.andAbove());
    }
    for (String method : Set.of("PutUser", "DeleteUser", "CreateApiToken", "RevokeApiToken")) {
      changes(MANAGEMENT + method, ADMIN.andAbove());
    }
    reads(MANAGEMENT + "ListUsers", ADMIN.andAbove());
    reads(MANAGEMENT + "ListApiTokens", ADMIN.andAbove());
    changes(MANAGEMENT + "CreateSignInLink", VIEWER.andAbove());
    reads(MANAGEMENT + "ListAuditLog", ADMIN.andAbove());
    reads(MANAGEMENT + "GetAuditLogVerdict", ADMIN.andAbove());
    reads(MANAGEMENT + "InspectModel", OPERATOR.andAbove());
    reads(MANAGEMENT + "ListEnrollmentTokens", OPERATOR.andAbove());
  }

  private AccessTable() {}

  /** Who may call a method, by its full name "vedette.v1.Service/Method". */
  public static Optional<Access> of(String method) {
    return Optional.ofNullable(ROWS.get(method));
  }

  /** All rows, by the full name of the method. */
  public static Map<String, Access> rows() {
    return Collections.unmodifiableMap(ROWS);
  }

  private static Set<Role> joined(Set<Role> one, Set<Role> other) {
    EnumSet<Role> all = EnumSet.copyOf(one);
    all.addAll(other);
    return all;
  }

  private static void reads(String method, Set<Role> roles) {
    ROWS.put(PACKAGE + method, new Access(roles, false));
  }

  private static void changes(String method, Set<Role> roles) {
    ROWS.put(PACKAGE + method, new Access(roles, true));
  }
}
