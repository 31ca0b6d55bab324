package io.vedette.cloud.rpc;

import io.vedette.cloud.model.ModelInspections;
import io.vedette.cloud.model.ModelQuestion;
import io.vedette.cloud.model.ModelRegistration;
import io.vedette.cloud.model.ModelRequest;
import io.vedette.detector.head.Heads;
import io.vedette.proto.v1.InputLayout;
import io.vedette.proto.v1.InspectModelRequest;
import io.vedette.proto.v1.KeyValue;
import io.vedette.proto.v1.ManagementServiceGrpc;
import io.vedette.proto.v1.ModelHint;
import io.vedette.proto.v1.ModelInspection;
import io.vedette.proto.v1.ModelInspectionState;
import io.vedette.proto.v1.RegisterModelRequest;
import io.vedette.proto.v1.Version;
import io.vedette.registry.manifest.DetectorCodec;
import io.vedette.registry.manifest.ModelKind;
import io.vedette.wire.EnumLabels;
import io.vedette.wire.TextBound;
import java.util.TreeMap;

/** Models that people bring in, as messages. */
final class ModelPages implements AnsweredCalls {

  private static final EnumLabels<ModelHint> HINTS = EnumLabels.of(ModelHint.class);
  private static final TextBound WHY =
      TextBound.of(ModelInspection.getDescriptor(), ModelInspection.WHY_FIELD_NUMBER);
  private static final TextBound FIGURE =
      TextBound.of(KeyValue.getDescriptor(), KeyValue.VALUE_FIELD_NUMBER);

  private final ModelInspections inspections;
  private final ModelRegistration registration;

  ModelPages(ModelInspections inspections, ModelRegistration registration) {
    this.inspections = inspections;
    this.registration = registration;
  }

  @Override
  public void addTo(ServiceCalls calls) {
    calls
        .answer(ManagementServiceGrpc.getInspectModelMethod(), this::inspect)
        .answer(ManagementServiceGrpc.getRegisterModelMethod(), this::register);
  }

  ModelInspection inspect(InspectModelRequest request) throws Exception {
    return write(inspections.inspect(read(request)));
  }

  private static ModelQuestion read(InspectModelRequest request) {
    return new ModelQuestion(
        request.getSha256(),
        request.getFileName().isEmpty() ? "the model" : request.getFileName(),
        request.getLabelFile().toByteArray(),
        request.getCoco(),
        request.getHead(),
        request.getWidth(),
        request.getHeight(),
        layout(request.getLayout()),
        request.hasNmsIou() ? request.getNmsIou() : -1,
        request.getClassAgnosticNms());
  }

  private static String layout(InputLayout layout) {
    return switch (layout) {
      case INPUT_LAYOUT_NCHW -> "NCHW";
      case INPUT_LAYOUT_NHWC -> "NHWC";
      case INPUT_LAYOUT_UNSPECIFIED, UNRECOGNIZED -> "";
    };
  }

  static ModelInspection write(io.vedette.cloud.model.ModelInspection found) {
    ModelInspection.Builder message = ModelInspection.newBuilder().setId(found.id());
    Heads.ALL.forEach(head -> message.addHeads(head.family()));
    if (found instanceof io.vedette.cloud.model.ModelInspection.Refused refused) {
      message
          .setState(ModelInspectionState.MODEL_INSPECTION_STATE_REFUSED)
          .setWhy(WHY.fit(refused.why()))
          .setMissing(HINTS.value(refused.missing()));
    } else if (found instanceof io.vedette.cloud.model.ModelInspection.Ready ready) {
      message
          .setState(ModelInspectionState.MODEL_INSPECTION_STATE_READY)
          .setDetector(DetectorCodec.toProto(ready.spec()))
          .setNormalises(ready.normalises())
          .setLabelsAssumed(ready.labelsAssumed());
      new TreeMap<>(ready.figures())
          .forEach(
              (key, value) ->
                  message.addFigures(
                      KeyValue.newBuilder().setKey(key).setValue(FIGURE.fit(value))));
    } else {
      message.setState(ModelInspectionState.MODEL_INSPECTION_STATE_READING);
    }
    return message.build();
  }

  Version register(RegisterModelRequest request) throws Exception {
    return VersionPages.write(
        registration.register(
            new ModelRequest(
                request.getInspectionId(),
                request.getInt8InspectionId(),
                request.getName(),
                request.getTrainable(),
                request.getAliasesList(),
                request.getNote(),
                request.getKind() == io.vedette.proto.v1.ModelKind.MODEL_KIND_TEACHER
                    ? ModelKind.TEACHER
                    : ModelKind.STUDENT)));
  }
}
