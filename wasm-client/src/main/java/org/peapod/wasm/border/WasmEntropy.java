package org.peapod.wasm.border;

import org.peapod.crypto.Entropy;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.runtime.heap.Heap;

/** The host's generator, through a block of linear memory that is wiped after each use. */
public final class WasmEntropy implements Entropy {
  private static final int BLOCK_LEN = 1024;

  private final Address block = Heap.alloc(BLOCK_LEN);

  @Override
  public void fill(byte[] out, int off, int len) {
    for (int done = 0; done < len; ) {
      int size = Math.min(len - done, BLOCK_LEN);
      fillRandom(block.toInt(), size);
      for (int i = 0; i < size; i++) {
        out[off + done + i] = block.add(i).getByte();
        block.add(i).putByte((byte) 0);
      }
      done += size;
    }
  }

  @Import(module = "peapod", name = "fillRandom")
  private static native void fillRandom(int address, int len);
}
