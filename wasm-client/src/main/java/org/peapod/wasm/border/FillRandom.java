package org.peapod.wasm.border;

import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.Int8Array;

/** A function of the host that fills a typed array with random bytes. */
@JSFunctor
public interface FillRandom extends JSObject {
  /** Fills all of {@code bytes}. */
  void fill(Int8Array bytes);
}
