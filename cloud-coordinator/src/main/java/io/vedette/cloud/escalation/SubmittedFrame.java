package io.vedette.cloud.escalation;

import io.vedette.detector.Detection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hard frame as it arrives, not looked at yet. See {@link AcceptedEscalation} for the components.
 */
public record SubmittedFrame(
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
    @Nullable FrameRegion region) {}
