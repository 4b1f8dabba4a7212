package org.peapod.gateway;

import org.peapod.bytes.Base64;
import org.peapod.bytes.Result;
import org.peapod.json.JsonWriter;

/** The text form of client's requests: written by clients, read by gateways (3.5 to 3.7). */
public final class GatewayRequests {
  private GatewayRequests() {}

  /** The compact JSON of a request. */
  public static String write(GatewayRequest request) {
    if (request instanceof GatewayRequest.HandshakePayload payload) {
      return TextFrames.handshakePayload(payload.protocolVersion(), payload.data());
    }
    if (request instanceof GatewayRequest.HandshakeError error) {
      return TextFrames.message("handshakeError", error.message());
    }
    if (request instanceof GatewayRequest.Authenticate authenticate) {
      return writeAuthenticate(authenticate.proof());
    }
    return writeShort(request).endObject().toString();
  }

  private static JsonWriter writeShort(GatewayRequest request) {
    if (request instanceof GatewayRequest.SupportedProtocol) {
      return TextFrames.begin("supportedProtocol");
    }
    if (request instanceof GatewayRequest.ClaimFreeBandwidth) {
      return TextFrames.begin("claimFreeTestnetBandwidth");
    }
    if (request instanceof GatewayRequest.EcashCredential credential) {
      return TextFrames.begin("ecashCredential")
          .key("enc_credential")
          .value(credential.sealed())
          .key("iv")
          .value(credential.nonce());
    }
    if (request instanceof GatewayRequest.Encrypted encrypted) {
      return TextFrames.begin("encryptedRequest")
          .key("ciphertext")
          .value(encrypted.ciphertext())
          .key("nonce")
          .value(encrypted.nonce());
    }
    if (request instanceof GatewayRequest.UpgradeModeJwt jwt) {
      return TextFrames.begin("upgradeModeJWT").key("token").value(jwt.token());
    }
    throw new IllegalArgumentException("removed requests are read, never written");
  }

  private static String writeAuthenticate(AuthenticateV2 proof) {
    return TextFrames.begin("authenticateV2")
        .key("protocolVersion")
        .value(proof.protocolVersion())
        .key("clientIdentity")
        .value(proof.clientIdentity())
        .key("addressCiphertext")
        .value(Base64.encode(proof.addressCiphertext()))
        .key("nonce")
        .value(Base64.encode(proof.nonce()))
        .key("requestUnixTimestamp")
        .value(proof.timestampSeconds())
        .key("requestSignature")
        .value(proof.signature())
        .endObject()
        .toString();
  }

  /** Reads a request; an unknown type is a fault, unknown keys are not. */
  public static Result<GatewayRequest> parse(String text) {
    Result<TextFields> fields = TextFields.of(text);
    return fields.isFault() ? fields.castFault() : read(fields.value());
  }

  private static Result<GatewayRequest> read(TextFields fields) {
    switch (fields.type()) {
      case "supportedProtocol":
        return fields.check(new GatewayRequest.SupportedProtocol());
      case "handshakePayload":
      case "registerHandshakeInitRequest":
        return fields.check(
            new GatewayRequest.HandshakePayload(
                fields.versionOrZero("protocol_version"), fields.bytes("data")));
      case "handshakeError":
        return fields.check(new GatewayRequest.HandshakeError(fields.text("message")));
      case "authenticateV2":
        return readAuthenticate(fields);
      case "claimFreeTestnetBandwidth":
        return fields.check(new GatewayRequest.ClaimFreeBandwidth());
      case "ecashCredential":
        String nonceKey = fields.get("iv").isMissing() ? "nonce" : "iv";
        return fields.check(
            new GatewayRequest.EcashCredential(
                fields.bytes("enc_credential"), fields.bytes(nonceKey)));
      case "encryptedRequest":
        return fields.check(
            new GatewayRequest.Encrypted(fields.bytes("ciphertext"), fields.bytes("nonce")));
      case "upgradeModeJWT":
        return fields.check(new GatewayRequest.UpgradeModeJwt(fields.text("token")));
      case "authenticate":
      case "bandwidthCredential":
      case "bandwidthCredentialV2":
        return fields.check(new GatewayRequest.Removed(fields.type()));
      default:
        return Result.fault(GatewayFault.TYPE_UNKNOWN);
    }
  }

  private static Result<GatewayRequest> readAuthenticate(TextFields fields) {
    String ciphertext = fields.text("addressCiphertext");
    String nonce = fields.text("nonce");
    long timestamp = fields.amount("requestUnixTimestamp");
    if (timestamp < 0) {
      return Result.fault(GatewayFault.FIELD_INVALID);
    }
    return fields.check(
        new GatewayRequest.Authenticate(
            new AuthenticateV2(
                fields.version("protocolVersion"),
                fields.bytes("clientIdentity", GatewayProtocol.KEY_LEN),
                fields.bytes(Base64.decode(ciphertext)),
                fields.bytes(Base64.decode(nonce)),
                timestamp,
                fields.bytes("requestSignature", GatewayProtocol.SIGNATURE_LEN))));
  }
}
