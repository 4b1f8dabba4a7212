package org.peapod.mixnet.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaticSiteTest {
  private static final String API = "http://127.0.0.1:1/api";

  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private StaticSite site;

  @BeforeEach
  void serve() throws Exception {
    Path root = Files.createDirectories(folder.resolve("site"));
    Files.writeString(folder.resolve("secret.txt"), "secret");
    Files.writeString(folder.resolve("site-secret.txt"), "secret");
    Files.writeString(root.resolve("index.html"), "<title>t</title>");
    for (String name : new String[] {"core.wasm", "a.js", "b.mjs", "c.css", "d.svg", "e.bin"}) {
      Files.writeString(root.resolve(name), name);
    }
    Files.createDirectories(root.resolve("a b"));
    Files.writeString(root.resolve("a b").resolve("é.txt"), "é");
    Files.createSymbolicLink(root.resolve("link.txt"), folder.resolve("secret.txt"));
    site = StaticSite.start(root, 0, StaticSite.STRICT_CSP, API);
  }

  @AfterEach
  void stop() throws Exception {
    site.close();
  }

  @Test
  void filesHaveTheTypesThatBrowsersDemand() throws Exception {
    assertType("", "text/html; charset=utf-8");
    assertType("index.html", "text/html; charset=utf-8");
    assertType("core.wasm", "application/wasm");
    assertType("a.js?v=1", "text/javascript; charset=utf-8");
    assertType("b.mjs", "text/javascript; charset=utf-8");
    assertType("c.css", "text/css; charset=utf-8");
    assertType("d.svg", "image/svg+xml");
    assertType("e.bin", "application/octet-stream");
    assertType("a%20b/%C3%A9.txt", "text/plain; charset=utf-8");
    assertEquals("core.wasm", get("core.wasm").body());
  }

  @Test
  void everyAnswerCarriesThePolicy() throws Exception {
    for (String path : new String[] {"", "a.js", "none", "network.json"}) {
      assertEquals(
          StaticSite.STRICT_CSP, get(path).headers().firstValue("content-security-policy").get());
    }
    assertTrue(StaticSite.STRICT_CSP.contains("script-src 'self' 'wasm-unsafe-eval';"));
  }

  @Test
  void networkDocumentNamesTheDirectory() throws Exception {
    assertEquals("{\"nymApi\":\"" + API + "\"}", get("network.json").body());
    assertEquals(
        "application/json", get("network.json").headers().firstValue("content-type").get());
  }

  @Test
  void nothingOutsideOfTheFolderIsServed() throws Exception {
    for (String path :
        new String[] {
          "/../secret.txt",
          "/a/../../secret.txt",
          "/%2e%2e/secret.txt",
          "/..%2fsecret.txt",
          "/%2e%2e%2fsite-secret.txt",
          "/link.txt",
          "//etc/passwd",
          "/%2Fetc%2Fpasswd",
          "/a%00.js",
          "/%zz",
          "/a b.js",
          "/a%20b/",
          "/none.js",
          "/..\\secret.txt"
        }) {
      String answer = raw(path);
      assertTrue(
          answer.startsWith("404", 9) || answer.startsWith("400", 9), path + " -> " + answer);
      assertTrue(!answer.contains("secret\n") && !answer.endsWith("secret"), path);
    }
  }

  @Test
  void otherMethodsAreRefused() throws Exception {
    HttpRequest post =
        HttpRequest.newBuilder(URI.create(site.url()))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    assertEquals(405, http.send(post, HttpResponse.BodyHandlers.ofString()).statusCode());
  }

  @Test
  void missingFolderIsToldAtOnce() {
    assertThrows(
        IllegalArgumentException.class,
        () -> StaticSite.start(folder.resolve("none"), 0, StaticSite.STRICT_CSP, null));
  }

  private void assertType(String path, String type) throws Exception {
    HttpResponse<String> answer = get(path);
    assertEquals(200, answer.statusCode(), path);
    assertEquals(type, answer.headers().firstValue("content-type").get(), path);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(site.url() + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** An answer to a path that no HTTP library would send. */
  private String raw(String path) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", URI.create(site.url()).getPort())) {
      String request = "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
