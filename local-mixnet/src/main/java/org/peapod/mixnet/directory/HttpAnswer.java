package org.peapod.mixnet.directory;

import java.util.LinkedHashMap;
import java.util.Map;
import org.peapod.bytes.Utf8;

/**
 * One HTTP answer for a host to send; every answer carries the directory's CORS headers.
 *
 * @param status the HTTP status
 * @param contentType value of the Content-Type header
 * @param headers further headers, in the order to be sent, names in lower case
 * @param body 0 bytes or more
 */
public record HttpAnswer(int status, String contentType, Map<String, String> headers, byte[] body) {

  private static final String PLAIN = "text/plain; charset=utf-8";

  /** A document. */
  static HttpAnswer json(String text) {
    return new HttpAnswer(200, "application/json", cors(), Utf8.encode(text));
  }

  /** A refusal; its body is plain text, as real directories answer (chapter 4, 4.3). */
  static HttpAnswer refusal(int status, String text) {
    return new HttpAnswer(status, PLAIN, cors(), Utf8.encode(text));
  }

  /** The answer to a CORS preflight: any origin, GET and POST, any header, no credentials. */
  static HttpAnswer preflight() {
    Map<String, String> headers = cors();
    headers.put("access-control-allow-methods", "GET,POST");
    headers.put("access-control-allow-headers", "*");
    return new HttpAnswer(200, PLAIN, headers, new byte[0]);
  }

  /** The same answer with one more header. */
  HttpAnswer with(String name, String value) {
    Map<String, String> extended = new LinkedHashMap<>(headers);
    extended.put(name, value);
    return new HttpAnswer(status, contentType, extended, body);
  }

  /** The same answer without its body, for HEAD. */
  HttpAnswer withoutBody() {
    return new HttpAnswer(status, contentType, headers, new byte[0]);
  }

  private static Map<String, String> cors() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("access-control-allow-origin", "*");
    headers.put("vary", "origin");
    return headers;
  }
}
