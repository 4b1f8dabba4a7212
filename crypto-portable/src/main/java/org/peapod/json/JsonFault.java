package org.peapod.json;

import org.peapod.bytes.Fault;

/** What can be wrong with a JSON text. */
public enum JsonFault implements Fault {
  /** The bytes are not UTF-8. */
  NOT_UTF8("the text is not valid UTF-8"),
  /** A character that JSON does not allow at its place. */
  UNEXPECTED_CHARACTER("a character stands where JSON does not allow it"),
  /** The text ends inside a value. */
  ENDED_EARLY("the text ends inside a value"),
  /** Something follows the value. */
  TRAILING_TEXT("something follows the value"),
  /** Nested deeper than {@link JsonParser#MAX_DEPTH}. */
  TOO_DEEP("arrays and objects are nested deeper than the limit"),
  /** A key occurs twice in one object. */
  DUPLICATE_KEY("a key occurs twice in one object");

  private final String explanation;

  JsonFault(String explanation) {
    this.explanation = explanation;
  }

  @Override
  public String explanation() {
    return explanation;
  }
}
