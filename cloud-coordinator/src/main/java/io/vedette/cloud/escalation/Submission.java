package io.vedette.cloud.escalation;

import io.vedette.detector.Detection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A hard frame as it arrives, not looked at yet. See {@link Escalation} for the components. */
public record Submission(
    String id,
    String agentId,
    String cameraId,
    long sequence,
    long capturedAtMs,
    byte[] jpeg,
    int width,
    int height,
    List<Detection> student,
    String modelSha256,
    float hardness,
    String reason,
    boolean audit,
    @Nullable Region region) {}
