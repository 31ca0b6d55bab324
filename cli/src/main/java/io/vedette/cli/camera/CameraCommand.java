package io.vedette.cli.camera;

import picocli.CommandLine.Command;

/** {@code vedette camera}: settings of cameras, set from the coordinator. */
@Command(
    name = "camera",
    mixinStandardHelpOptions = true,
    description = {
      "List, show, apply and reset settings of cameras.",
      "Source, rate, zones, masks, labels and tiles of a camera can be set here; what is not set is"
          + " as the device's file says. The device applies them while its cameras go on, stores"
          + " them, or refuses them with a reason."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {CameraApply.class, CameraList.class, CameraShow.class, CameraReset.class})
public final class CameraCommand {}
