package org.peapod.state;

import org.peapod.bytes.Fault;

/** Every reason why stored bytes cannot become a client's state. None of them changes anything. */
public enum StateFault implements Fault {
  // The snapshot's header.
  NOT_A_STATE("the stored bytes do not begin as a saved state does"),
  TRUNCATED("the saved state ends too early: restore it from a copy"),
  DAMAGED("the saved state was changed after it was written: restore it from a copy"),
  NEWER_VERSION("the saved state was written by a newer version of this library: use that one"),
  OLDER_VERSION("the saved state has a version that this library no longer reads"),
  HEADER_INVALID("the header of the saved state holds a value that this version never writes"),

  // The secret.
  PASSPHRASE_MISSING("the saved state is encrypted with a passphrase: give it"),
  KEY_MISSING("the saved state is encrypted with a key of the host: give it"),
  SECRET_UNEXPECTED("the saved state is not encrypted, but a passphrase or a key was given"),
  WRONG_PASSPHRASE("the passphrase is not the one that the saved state was written with"),
  WRONG_KEY("the key is not the one that the saved state was written with"),

  // The snapshot's contents.
  SECTION_UNKNOWN("the saved state holds a section that its version does not have"),
  SECTION_MISPLACED("a section of the saved state is missing, repeated or out of order"),
  SECTION_INVALID("a section of the saved state is shorter or longer than its contents"),
  LIMIT_EXCEEDED("the saved state holds more of something than a client can"),
  FIELD_INVALID("a field of the saved state is out of its range"),

  // The journal.
  JOURNAL_DAMAGED("a record of the journal was changed or belongs to another saved state"),
  JOURNAL_OUT_OF_ORDER("a record of the journal is missing, repeated or out of order"),
  JOURNAL_AHEAD("the journal belongs to a later saved state than the one given: find that one"),
  RECORD_UNKNOWN("the journal holds a kind of record that its version does not have"),
  RECORD_INVALID("a record of the journal is shorter or longer than its contents");

  private final String explanation;

  StateFault(String explanation) {
    this.explanation = explanation;
  }

  @Override
  public String explanation() {
    return explanation;
  }
}
