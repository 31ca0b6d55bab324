package io.vedette.cloud.fleet;

/**
 * A camera of a device.
 *
 * @param tags its own, from the device's configuration, and operators'
 */
public record DeviceCamera(String id, DeviceTags tags) {}
