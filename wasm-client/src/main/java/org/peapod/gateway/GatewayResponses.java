package org.peapod.gateway;

import org.peapod.bytes.Result;
import org.peapod.json.Json;
import org.peapod.json.JsonWriter;

/** The text form of a gateway's answers: read by clients, written by gateways (3.5, 3.8). */
public final class GatewayResponses {
  private GatewayResponses() {}

  /** The compact JSON of a response as a gateway of the current version writes it. */
  public static String write(GatewayResponse response) {
    return write(response, GatewayProtocol.CURRENT_VERSION);
  }

  /** The same of a gateway of another version: below 6 there is no {@code upgrade_mode} key. */
  public static String write(GatewayResponse response, int gatewayVersion) {
    if (response instanceof GatewayResponse.HandshakePayload payload) {
      return TextFrames.handshakePayload(payload.protocolVersion(), payload.data());
    }
    if (response instanceof GatewayResponse.HandshakeError error) {
      return TextFrames.message("handshakeError", error.message());
    }
    if (response instanceof GatewayResponse.Error error) {
      return TextFrames.message("error", error.message());
    }
    boolean flagged = gatewayVersion >= GatewayProtocol.UPGRADE_MODE_VERSION;
    JsonWriter json = writeFlagged(response, flagged);
    return (json == null ? writeShort(response) : json).endObject().toString();
  }

  private static JsonWriter writeFlagged(GatewayResponse response, boolean flagged) {
    if (response instanceof GatewayResponse.Register register) {
      JsonWriter json = status("register", register.protocolVersion(), register.status());
      return flag(json, flagged, register.upgradeMode());
    }
    if (response instanceof GatewayResponse.Authenticate authenticate) {
      JsonWriter json =
          status("authenticate", authenticate.protocolVersion(), authenticate.status())
              .key("bandwidth_remaining")
              .value(authenticate.bandwidthRemaining());
      return flag(json, flagged, authenticate.upgradeMode());
    }
    if (response instanceof GatewayResponse.Bandwidth bandwidth) {
      JsonWriter json = TextFrames.begin("bandwidth").key("available_total");
      return flag(json.value(bandwidth.availableTotal()), flagged, bandwidth.upgradeMode());
    }
    if (response instanceof GatewayResponse.Send send) {
      JsonWriter json = TextFrames.begin("send").key("remaining_bandwidth");
      return flag(json.value(send.remainingBandwidth()), flagged, send.upgradeMode());
    }
    return null;
  }

  private static JsonWriter status(String type, int protocolVersion, boolean status) {
    return TextFrames.begin(type)
        .key("protocol_version")
        .value(protocolVersion)
        .key("status")
        .value(status);
  }

  private static JsonWriter flag(JsonWriter json, boolean flagged, boolean upgradeMode) {
    return flagged ? json.key("upgrade_mode").value(upgradeMode) : json;
  }

  private static JsonWriter writeShort(GatewayResponse response) {
    if (response instanceof GatewayResponse.SupportedProtocol supported) {
      return TextFrames.begin("supportedProtocol").key("version").value(supported.version());
    }
    if (response instanceof GatewayResponse.Encrypted encrypted) {
      return TextFrames.begin("encryptedResponse")
          .key("ciphertext")
          .value(encrypted.ciphertext())
          .key("nonce")
          .value(encrypted.nonce());
    }
    if (response instanceof GatewayResponse.OutOfBandwidth out) {
      return TextFrames.begin("typedError")
          .key("error")
          .beginObject()
          .key("out_of_bandwidth")
          .beginObject()
          .key("required")
          .value(out.required())
          .key("available")
          .value(out.available())
          .endObject()
          .endObject();
    }
    if (response instanceof GatewayResponse.TicketReplay) {
      return TextFrames.begin("typedError").key("error").value("ticket_replay");
    }
    throw new IllegalArgumentException("unknown responses are read, never written");
  }

  /** Reads a response; an unknown type is {@code Unknown}, unknown keys are passed over. */
  public static Result<GatewayResponse> parse(String text) {
    Result<TextFields> fields = TextFields.of(text);
    return fields.isFault() ? fields.castFault() : read(fields.value());
  }

  private static Result<GatewayResponse> read(TextFields fields) {
    switch (fields.type()) {
      case "supportedProtocol":
        return fields.check(new GatewayResponse.SupportedProtocol(fields.version("version")));
      case "handshakePayload":
        return fields.check(
            new GatewayResponse.HandshakePayload(
                fields.versionOrZero("protocol_version"), fields.bytes("data")));
      case "handshakeError":
        return fields.check(new GatewayResponse.HandshakeError(fields.text("message")));
      case "register":
        return fields.check(
            new GatewayResponse.Register(
                fields.versionOrZero("protocol_version"),
                fields.flag("status"),
                fields.flagOrFalse("upgrade_mode")));
      case "authenticate":
        return fields.check(
            new GatewayResponse.Authenticate(
                fields.versionOrZero("protocol_version"),
                fields.flag("status"),
                fields.amount("bandwidth_remaining"),
                fields.flagOrFalse("upgrade_mode")));
      default:
        return readSessionReply(fields);
    }
  }

  private static Result<GatewayResponse> readSessionReply(TextFields fields) {
    switch (fields.type()) {
      case "bandwidth":
        return fields.check(
            new GatewayResponse.Bandwidth(
                fields.amount("available_total"), fields.flagOrFalse("upgrade_mode")));
      case "send":
        return fields.check(
            new GatewayResponse.Send(
                fields.amount("remaining_bandwidth"), fields.flagOrFalse("upgrade_mode")));
      case "encryptedResponse":
        return fields.check(
            new GatewayResponse.Encrypted(fields.bytes("ciphertext"), fields.bytes("nonce")));
      case "error":
        return fields.check(new GatewayResponse.Error(fields.text("message")));
      case "typedError":
        return readTypedError(fields);
      default:
        return Result.ok(new GatewayResponse.Unknown(fields.type()));
    }
  }

  private static Result<GatewayResponse> readTypedError(TextFields fields) {
    Json error = fields.get("error");
    if ("ticket_replay".equals(error.asText())) {
      return Result.ok(new GatewayResponse.TicketReplay());
    }
    Json out = error.get("out_of_bandwidth");
    if (out.isMissing()) {
      return error.isMissing()
          ? Result.fault(GatewayFault.FIELD_INVALID)
          : Result.ok(new GatewayResponse.Unknown(""));
    }
    return fields.check(
        new GatewayResponse.OutOfBandwidth(
            fields.amount(out.get("required")), fields.amount(out.get("available"))));
  }
}
