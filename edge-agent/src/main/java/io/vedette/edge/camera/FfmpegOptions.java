package io.vedette.edge.camera;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.global.avutil;

/** Options by name for calls to FFmpeg; a call leaves those that it does not know. */
final class FfmpegOptions implements AutoCloseable {

  private final AVDictionary dictionary = new AVDictionary(null);

  private FfmpegOptions() {}

  static FfmpegOptions of(Map<String, String> options) {
    FfmpegOptions made = new FfmpegOptions();
    options.forEach((name, value) -> avutil.av_dict_set(made.dictionary, name, value, 0));
    return made;
  }

  AVDictionary dictionary() {
    return dictionary;
  }

  /** Those that no call has taken so far. */
  Map<String, String> left() {
    Map<String, String> left = new LinkedHashMap<>();
    AVDictionaryEntry entry = null;
    while ((entry = avutil.av_dict_iterate(dictionary, entry)) != null) {
      left.put(entry.key().getString(), entry.value().getString());
    }
    return left;
  }

  @Override
  public void close() {
    avutil.av_dict_free(dictionary);
  }
}
