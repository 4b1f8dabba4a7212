/**
 * The door between the client core and JavaScript: byte strings in, byte strings out.
 *
 * <p>{@link org.peapod.wasm.WasmEntry} and {@link org.peapod.wasm.JsEntry} are the exports of the
 * two builds; both hand over to {@link org.peapod.wasm.Facade}, which knows neither. Only this
 * package and its subpackages may import org.teavm. It must not know the protocol: a command is
 * decoded, given to the client, and the client's outputs are encoded (docs/boundary.md).
 */
package org.peapod.wasm;
