package io.vedette.wire;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import io.vedette.proto.v1.AccuracyProto;
import io.vedette.proto.v1.Agent;
import io.vedette.proto.v1.Artifacts;
import io.vedette.proto.v1.AuditLog;
import io.vedette.proto.v1.Backups;
import io.vedette.proto.v1.Cameras;
import io.vedette.proto.v1.Common;
import io.vedette.proto.v1.DriftProto;
import io.vedette.proto.v1.EscalationOuterClass;
import io.vedette.proto.v1.EscalationSettingsProto;
import io.vedette.proto.v1.Federation;
import io.vedette.proto.v1.FieldProto;
import io.vedette.proto.v1.GateProto;
import io.vedette.proto.v1.HistoryProto;
import io.vedette.proto.v1.IdentityProto;
import io.vedette.proto.v1.Management;
import io.vedette.proto.v1.ManifestOuterClass;
import io.vedette.proto.v1.Models;
import io.vedette.proto.v1.PeopleProto;
import io.vedette.proto.v1.Reviews;
import io.vedette.proto.v1.Teachers;
import io.vedette.proto.v1.Worker;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every file of the wire, and what is in them. */
final class WireFiles {

  static final List<FileDescriptor> ALL =
      List.of(
          Agent.getDescriptor(),
          Artifacts.getDescriptor(),
          Cameras.getDescriptor(),
          Common.getDescriptor(),
          EscalationOuterClass.getDescriptor(),
          EscalationSettingsProto.getDescriptor(),
          Federation.getDescriptor(),
          AccuracyProto.getDescriptor(),
          DriftProto.getDescriptor(),
          FieldProto.getDescriptor(),
          GateProto.getDescriptor(),
          HistoryProto.getDescriptor(),
          IdentityProto.getDescriptor(),
          Management.getDescriptor(),
          ManifestOuterClass.getDescriptor(),
          Models.getDescriptor(),
          PeopleProto.getDescriptor(),
          AuditLog.getDescriptor(),
          Backups.getDescriptor(),
          Reviews.getDescriptor(),
          Teachers.getDescriptor(),
          Worker.getDescriptor());

  private WireFiles() {}

  static Stream<ServiceDescriptor> services() {
    return ALL.stream().flatMap(file -> file.getServices().stream());
  }

  static Stream<MethodDescriptor> methods() {
    return services().flatMap(service -> service.getMethods().stream());
  }

  /** All messages, those inside of others too, without the entries of maps. */
  static List<Descriptor> messages() {
    List<Descriptor> all = new ArrayList<>();
    ALL.forEach(file -> file.getMessageTypes().forEach(message -> add(message, all)));
    return all;
  }

  private static void add(Descriptor message, List<Descriptor> all) {
    if (!message.getOptions().getMapEntry()) {
      all.add(message);
      message.getNestedTypes().forEach(inner -> add(inner, all));
    }
  }

  static List<EnumDescriptor> enums() {
    List<EnumDescriptor> all = new ArrayList<>();
    ALL.forEach(file -> all.addAll(file.getEnumTypes()));
    messages().forEach(message -> all.addAll(message.getEnumTypes()));
    return all;
  }
}
