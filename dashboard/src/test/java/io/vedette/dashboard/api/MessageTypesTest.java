package io.vedette.dashboard.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.proto.v1.AuditLogVerdict;
import io.vedette.proto.v1.CallerInfo;
import io.vedette.proto.v1.CameraChange;
import io.vedette.proto.v1.CreateApiTokenRequest;
import io.vedette.proto.v1.CreateApiTokenResponse;
import io.vedette.proto.v1.CreateEnrollmentTokenRequest;
import io.vedette.proto.v1.CreateEnrollmentTokenResponse;
import io.vedette.proto.v1.Deployment;
import io.vedette.proto.v1.DeploymentChange;
import io.vedette.proto.v1.Device;
import io.vedette.proto.v1.ForgetDeviceResponse;
import io.vedette.proto.v1.History;
import io.vedette.proto.v1.InspectModelRequest;
import io.vedette.proto.v1.LineageGraph;
import io.vedette.proto.v1.ListApiTokensResponse;
import io.vedette.proto.v1.ListAuditLogResponse;
import io.vedette.proto.v1.ListBackupsResponse;
import io.vedette.proto.v1.ListCamerasResponse;
import io.vedette.proto.v1.ListDeploymentsResponse;
import io.vedette.proto.v1.ListDevicesResponse;
import io.vedette.proto.v1.ListDistillationsResponse;
import io.vedette.proto.v1.ListEnrollmentTokensResponse;
import io.vedette.proto.v1.ListEscalationsResponse;
import io.vedette.proto.v1.ListEventsResponse;
import io.vedette.proto.v1.ListFieldAccuracyResponse;
import io.vedette.proto.v1.ListQuarantineResponse;
import io.vedette.proto.v1.ListReviewQueueResponse;
import io.vedette.proto.v1.ListRolloutMembersResponse;
import io.vedette.proto.v1.ListRolloutsResponse;
import io.vedette.proto.v1.ListRoundParticipantsResponse;
import io.vedette.proto.v1.ListRoundsResponse;
import io.vedette.proto.v1.ListTeacherReplacementsResponse;
import io.vedette.proto.v1.ListTeachersResponse;
import io.vedette.proto.v1.ListUsersResponse;
import io.vedette.proto.v1.ListVersionsResponse;
import io.vedette.proto.v1.ModelInspection;
import io.vedette.proto.v1.PutUserRequest;
import io.vedette.proto.v1.PutUserResponse;
import io.vedette.proto.v1.RegisterModelRequest;
import io.vedette.proto.v1.ReplaceTeacherRequest;
import io.vedette.proto.v1.ReviewedAccuracy;
import io.vedette.proto.v1.RolloutPlan;
import io.vedette.proto.v1.SignInRequest;
import io.vedette.proto.v1.SnapshotList;
import io.vedette.proto.v1.Storage;
import io.vedette.proto.v1.Summary;
import io.vedette.proto.v1.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The web client's types are those of the wire. {@code -Dvedette.rewrite=true} writes them anew.
 */
class MessageTypesTest {

  private static final Path FILE = Path.of("src/main/web/src/messages.ts");

  @Test
  void theWebClientKnowsTheMessages() throws Exception {
    String types =
        TypeScriptMessages.of(
            List.of(
                Summary.getDescriptor(),
                Device.getDescriptor(),
                Version.getDescriptor(),
                SnapshotList.getDescriptor(),
                LineageGraph.getDescriptor(),
                ForgetDeviceResponse.getDescriptor(),
                ListDevicesResponse.getDescriptor(),
                ListRoundsResponse.getDescriptor(),
                ListRoundParticipantsResponse.getDescriptor(),
                ListDistillationsResponse.getDescriptor(),
                ListRolloutsResponse.getDescriptor(),
                ListRolloutMembersResponse.getDescriptor(),
                RolloutPlan.getDescriptor(),
                ListVersionsResponse.getDescriptor(),
                ListEventsResponse.getDescriptor(),
                ListEscalationsResponse.getDescriptor(),
                ListReviewQueueResponse.getDescriptor(),
                ReviewedAccuracy.getDescriptor(),
                ListQuarantineResponse.getDescriptor(),
                ListDeploymentsResponse.getDescriptor(),
                ListTeachersResponse.getDescriptor(),
                ListTeacherReplacementsResponse.getDescriptor(),
                ReplaceTeacherRequest.getDescriptor(),
                Deployment.getDescriptor(),
                DeploymentChange.getDescriptor(),
                ListCamerasResponse.getDescriptor(),
                CameraChange.getDescriptor(),
                Storage.getDescriptor(),
                ListBackupsResponse.getDescriptor(),
                ListAuditLogResponse.getDescriptor(),
                AuditLogVerdict.getDescriptor(),
                ListFieldAccuracyResponse.getDescriptor(),
                History.getDescriptor(),
                InspectModelRequest.getDescriptor(),
                ModelInspection.getDescriptor(),
                RegisterModelRequest.getDescriptor(),
                CallerInfo.getDescriptor(),
                CreateEnrollmentTokenRequest.getDescriptor(),
                CreateEnrollmentTokenResponse.getDescriptor(),
                ListEnrollmentTokensResponse.getDescriptor(),
                SignInRequest.getDescriptor(),
                ListUsersResponse.getDescriptor(),
                PutUserRequest.getDescriptor(),
                PutUserResponse.getDescriptor(),
                ListApiTokensResponse.getDescriptor(),
                CreateApiTokenRequest.getDescriptor(),
                CreateApiTokenResponse.getDescriptor()));
    if (Boolean.getBoolean("vedette.rewrite")) {
      Files.writeString(FILE, types);
    }
    assertThat(FILE).hasContent(types);
  }
}
