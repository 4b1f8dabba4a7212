package org.peapod.state;

import com.code_intelligence.jazzer.junit.FuzzTest;

class StateFuzzTest {
  @FuzzTest
  void snapshotReaderNeverTraps(byte[] bytes) {
    StateReader.read(bytes, bytes, StateSecret.none());
  }

  @FuzzTest
  void contentsReaderNeverTraps(byte[] bytes) {
    StateSections.read(bytes);
  }

  @FuzzTest
  void recordReaderNeverTraps(byte[] bytes) {
    StateEventCodec.read(bytes);
  }
}
