package io.vedette.cloud.rpc;

import io.vedette.cloud.replacement.ComparedFrame;
import io.vedette.cloud.replacement.LabelAgreement;
import io.vedette.cloud.replacement.TeacherReplacement;
import io.vedette.cloud.replacement.TeacherReplacements;
import io.vedette.proto.v1.EndReplacementRequest;
import io.vedette.proto.v1.ListTeacherReplacementsRequest;
import io.vedette.proto.v1.ListTeacherReplacementsResponse;
import io.vedette.proto.v1.ManagementServiceGrpc;
import io.vedette.proto.v1.ReplaceTeacherRequest;
import io.vedette.proto.v1.TeacherReplacementState;
import java.util.List;

/** Replacements of teachers as messages. */
final class ReplacementPages implements AnsweredCalls {

  private final TeacherReplacements replacements;

  ReplacementPages(TeacherReplacements replacements) {
    this.replacements = replacements;
  }

  @Override
  public void addTo(ServiceCalls calls) {
    calls
        .answer(ManagementServiceGrpc.getListTeacherReplacementsMethod(), this::list)
        .answer(ManagementServiceGrpc.getReplaceTeacherMethod(), this::start)
        .answer(ManagementServiceGrpc.getAcceptTeacherMethod(), this::accept)
        .answer(ManagementServiceGrpc.getDropTeacherMethod(), this::drop);
  }

  ListTeacherReplacementsResponse list(ListTeacherReplacementsRequest request) {
    return list(replacements.all(), request);
  }

  static ListTeacherReplacementsResponse list(
      List<TeacherReplacement> all, ListTeacherReplacementsRequest request) {
    var page =
        Paging.page(
            all,
            TeacherReplacement::deployment,
            ReplacementPages::write,
            request.getPageToken(),
            request.getPageSize());
    return ListTeacherReplacementsResponse.newBuilder()
        .addAllReplacements(page.items())
        .setNextPageToken(page.next())
        .build();
  }

  io.vedette.proto.v1.TeacherReplacement start(ReplaceTeacherRequest request) {
    return write(
        replacements.start(request.getDeployment(), request.getTeacher(), request.getAudits()));
  }

  io.vedette.proto.v1.TeacherReplacement accept(EndReplacementRequest request) throws Exception {
    return write(replacements.accept(request.getDeployment()));
  }

  io.vedette.proto.v1.TeacherReplacement drop(EndReplacementRequest request) {
    return write(replacements.drop(request.getDeployment()));
  }

  static io.vedette.proto.v1.TeacherReplacement write(TeacherReplacement of) {
    var message =
        io.vedette.proto.v1.TeacherReplacement.newBuilder()
            .setDeployment(of.deployment())
            .setOldTeacher(of.oldTeacher())
            .setNewTeacher(of.newTeacher())
            .setState(EnumNames.of(TeacherReplacementState.class, of.state()))
            .setStartedMs(of.startedMs())
            .setOldModelSha256(of.oldModel())
            .setNewModelSha256(of.newModel())
            .setAudits(of.audits())
            .setAuditsWanted(of.wanted())
            .setAll(write(of.all()));
    if (of.endedMs() > 0) {
      message.setEndedMs(of.endedMs());
    }
    of.labels().forEach(each -> message.addLabels(write(each)));
    of.examples().forEach(each -> message.addExamples(write(each)));
    return message.build();
  }

  private static io.vedette.proto.v1.LabelAgreement write(LabelAgreement of) {
    var message =
        io.vedette.proto.v1.LabelAgreement.newBuilder()
            .setLabel(of.label())
            .setBoth(of.both())
            .setOnlyOld(of.onlyOld())
            .setOnlyNew(of.onlyNew());
    if (of.precision() >= 0) {
      message.setPrecision(of.precision());
    }
    if (of.recall() >= 0) {
      message.setRecall(of.recall());
    }
    return message.build();
  }

  private static io.vedette.proto.v1.ComparedFrame write(ComparedFrame of) {
    return io.vedette.proto.v1.ComparedFrame.newBuilder()
        .setEscalationId(of.escalationId())
        .setFrameSha256(of.frameSha256())
        .setWidth(of.width())
        .setHeight(of.height())
        .addAllOldObjects(DetectionMapper.write(of.oldObjects()))
        .addAllNewObjects(DetectionMapper.write(of.newObjects()))
        .build();
  }
}
