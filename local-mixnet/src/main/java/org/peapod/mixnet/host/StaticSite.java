package org.peapod.mixnet.host;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.peapod.json.JsonWriter;

/**
 * Serves one folder on loopback, every file under a strict Content-Security-Policy and with the
 * MIME type that browsers demand of modules and wasm. Nothing outside of the folder is ever served.
 */
public final class StaticSite implements AutoCloseable {
  /** Scripts and wasm of the site itself, connections to loopback, nothing else. */
  public static final String STRICT_CSP =
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; "
          + "style-src 'self'; img-src 'self' data:; font-src 'self'; manifest-src 'self'; "
          + "connect-src 'self' http://127.0.0.1:* ws://127.0.0.1:*; "
          + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final String HOST = "127.0.0.1";
  private static final String NETWORK_DOCUMENT = "/network.json";
  private static final String UNKNOWN_TYPE = "application/octet-stream";
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("mjs", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("wasm", "application/wasm"),
          Map.entry("json", "application/json"),
          Map.entry("map", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("txt", "text/plain; charset=utf-8"));

  private final Vertx vertx;
  private final Path root;
  private final String policy;
  private final String nymApi;
  private String url;

  private StaticSite(Vertx vertx, Path root, String policy, String nymApi) {
    this.vertx = vertx;
    this.root = root;
    this.policy = policy;
    this.nymApi = nymApi;
  }

  /**
   * Starts to serve.
   *
   * @param folder an existing folder
   * @param port 0 for any free one
   * @param policy value of the Content-Security-Policy header
   * @param nymApi what {@code GET /network.json} names as the directory, or {@code null} for none
   */
  public static StaticSite start(Path folder, int port, String policy, String nymApi)
      throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException("not a folder: " + folder + "; build the site first");
    }
    Vertx vertx = VertxSetup.create();
    try {
      StaticSite site = new StaticSite(vertx, folder.toRealPath(), policy, nymApi);
      HttpServer server = vertx.createHttpServer().requestHandler(site::answer);
      int actual = VertxSetup.await(server.listen(port, HOST)).actualPort();
      site.url = "http://" + HOST + ":" + actual + "/";
      return site;
    } catch (IOException failed) {
      VertxSetup.await(vertx.close());
      throw failed;
    }
  }

  /** Where the site is, with a slash at the end. */
  public String url() {
    return url;
  }

  @Override
  public void close() throws IOException {
    VertxSetup.await(vertx.close());
  }

  private void answer(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    response.putHeader("content-security-policy", policy);
    response.putHeader("x-content-type-options", "nosniff");
    response.putHeader("referrer-policy", "no-referrer");
    response.putHeader("cache-control", "no-store");
    if (request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD) {
      response.setStatusCode(405).end();
    } else if (nymApi != null && NETWORK_DOCUMENT.equals(request.path())) {
      response.putHeader("content-type", "application/json");
      response.end(networkDocument());
    } else {
      send(response, find(request.path()));
    }
  }

  private String networkDocument() {
    return new JsonWriter().beginObject().key("nymApi").value(nymApi).endObject().toString();
  }

  private static void send(HttpServerResponse response, Path file) {
    if (file == null) {
      response.setStatusCode(404).end();
      return;
    }
    String name = file.getFileName().toString();
    String ending = name.substring(name.lastIndexOf('.') + 1);
    response.putHeader("content-type", TYPES.getOrDefault(ending, UNKNOWN_TYPE));
    response.sendFile(file.toString());
  }

  /** The file that a request path means, links resolved; null when there is none inside. */
  private Path find(String requestPath) {
    try {
      String path = new URI(requestPath).getPath();
      if (path == null || !path.startsWith("/")) {
        return null;
      }
      Path file = root.resolve(path.substring(1)).normalize();
      if (Files.isDirectory(file)) {
        file = file.resolve("index.html");
      }
      if (!file.startsWith(root) || !Files.isRegularFile(file)) {
        return null;
      }
      Path real = file.toRealPath();
      return real.startsWith(root) ? real : null;
    } catch (URISyntaxException | InvalidPathException | IOException unusable) {
      return null;
    }
  }
}
