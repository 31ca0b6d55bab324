package io.vedette.cloud.rpc;

import io.vedette.cloud.identity.EnrollmentToken;
import io.vedette.proto.v1.ListEnrollmentTokensRequest;
import io.vedette.proto.v1.ListEnrollmentTokensResponse;
import io.vedette.wire.TagMapper;
import java.util.List;

/** Enrollment tokens as messages. */
final class EnrollmentPages {

  private EnrollmentPages() {}

  static ListEnrollmentTokensResponse list(
      List<EnrollmentToken> tokens, ListEnrollmentTokensRequest request) {
    var page =
        Paging.page(
            tokens,
            EnrollmentToken::id,
            EnrollmentPages::write,
            request.getPageToken(),
            request.getPageSize());
    return ListEnrollmentTokensResponse.newBuilder()
        .addAllTokens(page.items())
        .setNextPageToken(page.next())
        .setTotal(tokens.size())
        .build();
  }

  static io.vedette.proto.v1.EnrollmentToken write(EnrollmentToken token) {
    return io.vedette.proto.v1.EnrollmentToken.newBuilder()
        .setId(token.id())
        .setRole(CallerMapper.write(token.role()))
        .setName(token.name())
        .setUsesLeft(token.usesLeft())
        .setCreatedAtMs(token.createdAtMs())
        .setExpiresAtMs(token.expiresAtMs())
        .addAllTags(TagMapper.toProto(token.tags().byKey()))
        .addAllDeployments(token.deployments().stream().sorted().toList())
        .setMadeBy(token.madeBy())
        .build();
  }
}
