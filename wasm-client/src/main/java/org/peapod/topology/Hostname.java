package org.peapod.topology;

/** DNS names as a directory lists them; they end up in URLs, so nothing else may pass. */
final class Hostname {
  private static final int MAX_LEN = 253;
  private static final int MAX_LABEL_LEN = 63;

  private Hostname() {}

  /**
   * The name in lower case, or {@code null} where the text is no name of letters, digits, hyphens
   * and underscores in labels of 1 to 63.
   */
  static String normalised(String text) {
    if (text == null || text.isEmpty() || text.length() > MAX_LEN) {
      return null;
    }
    StringBuilder out = new StringBuilder(text.length());
    int labelLen = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char lower = c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
      boolean dot = lower == '.';
      labelLen = dot ? labelLen : labelLen + 1;
      if ((dot && labelLen == 0) || labelLen > MAX_LABEL_LEN || !(dot || isNameChar(lower))) {
        return null;
      }
      labelLen = dot ? 0 : labelLen;
      out.append(lower);
    }
    return labelLen == 0 ? null : out.toString();
  }

  private static boolean isNameChar(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  }
}
