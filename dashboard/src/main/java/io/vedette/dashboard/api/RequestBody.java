package io.vedette.dashboard.api;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** The JSON object that came with a request; an empty body is an empty object. */
record RequestBody(JsonObject json) {

  /** Bodies are a few words: more than this is refused before it is parsed. */
  static final long MAX_BYTES = 16 << 10;

  private static final int MAX_TEXT = 500;

  static RequestBody of(RoutingContext request) {
    try {
      JsonObject json = request.body().isEmpty() ? null : request.body().asJsonObject();
      return new RequestBody(json == null ? new JsonObject() : json);
    } catch (DecodeException | ClassCastException e) {
      throw new BadRequest("the body is no JSON object");
    }
  }

  /** A text that must be there. */
  String text(String name) {
    String text = optionalText(name);
    if (text.isEmpty()) {
      throw new BadRequest("'" + name + "' is missing");
    }
    return text;
  }

  /** A text; empty when absent. */
  String optionalText(String name) {
    Object value = json.getValue(name);
    if (value == null) {
      return "";
    }
    if (!(value instanceof String text) || text.length() > MAX_TEXT) {
      throw new BadRequest("'" + name + "' must be a text of at most " + MAX_TEXT + " characters");
    }
    return text.strip();
  }

  /** True or false; false when absent. */
  boolean flag(String name) {
    Object value = json.getValue(name);
    if (value != null && !(value instanceof Boolean)) {
      throw new BadRequest("'" + name + "' must be true or false");
    }
    return Boolean.TRUE.equals(value);
  }

  /** A whole number from 1. */
  int number(String name) {
    if (json.getValue(name) instanceof Integer number && number >= 1) {
      return number;
    }
    throw new BadRequest("'" + name + "' must be a whole number from 1");
  }
}
