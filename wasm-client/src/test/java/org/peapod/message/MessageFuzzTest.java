package org.peapod.message;

import com.code_intelligence.jazzer.junit.FuzzTest;

class MessageFuzzTest {
  @FuzzTest
  void messageReaderNeverTraps(byte[] bytes) {
    Parsers.message(bytes);
  }

  @FuzzTest
  void fragmentReaderNeverTraps(byte[] bytes) {
    Parsers.fragment(bytes);
  }

  @FuzzTest
  void reassemblerStaysInItsLimits(byte[] bytes) {
    Parsers.reassembly(new Reassembler(new Reassembler.Limits(4, 10_000, 4)), bytes);
  }

  @FuzzTest
  void otherReadersNeverTrap(byte[] bytes) {
    Parsers.all(bytes);
  }
}
