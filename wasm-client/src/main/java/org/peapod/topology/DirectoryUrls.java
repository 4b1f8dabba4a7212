package org.peapod.topology;

/** The URLs that a client asks a directory for (chapter 4, 4.1 and 4.3). */
public final class DirectoryUrls {
  private static final int MAX_BASE_LEN = 2048;

  private DirectoryUrls() {}

  /**
   * A base URL ready for {@link #join}: {@code http://} is put in front where no scheme is given.
   * {@code null} for a text that is no base: another scheme, no host, blanks, a query, a fragment.
   */
  public static String base(String text) {
    if (text == null || text.isEmpty() || text.length() > MAX_BASE_LEN) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c > '~' || "?#\\\"<>".indexOf(c) >= 0) {
        return null;
      }
    }
    String url = text.startsWith("http") ? text : "http://" + text;
    int host = url.startsWith("https://") ? 8 : 7;
    boolean scheme = host == 8 || url.startsWith("http://");
    boolean hasHost = url.length() > host && url.charAt(host) != '/' && url.charAt(host) != ':';
    return scheme && hasHost && url.indexOf("://", host) < 0 ? url : null;
  }

  /** A path put behind a base: empty segments are passed over, no slash at the end. */
  public static String join(String base, String path) {
    int end = base.endsWith("/") ? base.length() - 1 : base.length();
    StringBuilder out = new StringBuilder(base.substring(0, end));
    int start = 0;
    while (start <= path.length()) {
      int slash = path.indexOf('/', start);
      int stop = slash < 0 ? path.length() : slash;
      String segment = path.substring(start, stop).trim();
      if (!segment.isEmpty()) {
        out.append('/').append(segment);
      }
      start = stop + 1;
    }
    return out.toString();
  }

  /** A query pair of letters and digits added behind a URL. */
  public static String withParameter(String url, String name, String value) {
    return url + (url.indexOf('?') < 0 ? "?" : "&") + name + "=" + value;
  }

  /** A page of the nodes that take clients. */
  public static String entryGateways(String base, int page) {
    return page(base, "v2/unstable/nym-nodes/skimmed/entry-gateways", page);
  }

  /** A page of the nodes that mix and have a part in this epoch. */
  public static String activeMixnodes(String base, int page) {
    return page(base, "v2/unstable/nym-nodes/skimmed/mixnodes/active", page);
  }

  /** The parts of this epoch. */
  public static String rewardedSet(String base) {
    return join(base, "v1/nym-nodes/rewarded-set");
  }

  /** When Sphinx keys change. */
  public static String keyRotationInfo(String base) {
    return join(base, "v1/epoch/key-rotation-info");
  }

  private static String page(String base, String path, int page) {
    return withParameter(join(base, path), "page", Integer.toString(page));
  }
}
