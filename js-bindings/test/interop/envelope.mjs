// The MIME envelope that the stock packages put around a payload (chapter 5, B8), byte by byte.
// Without classes of Node alone: it runs in a page too.

const PREFIX_LEN = 8;

/** The length of the JSON in 8 bytes, the JSON, the data. */
export function wrap({ mimeType, headers, data }) {
  const json = new TextEncoder().encode(JSON.stringify({ mimeType, headers }));
  const envelope = new Uint8Array(PREFIX_LEN + json.length + data.length);
  new DataView(envelope.buffer).setBigUint64(0, BigInt(json.length));
  envelope.set(json, PREFIX_LEN);
  envelope.set(data, PREFIX_LEN + json.length);
  return envelope;
}

/** What was wrapped: `{mimeType, headers, data}`. */
export function unwrap(envelope) {
  const view = new DataView(envelope.buffer, envelope.byteOffset, envelope.length);
  const end = PREFIX_LEN + Number(view.getBigUint64(0));
  const json = new TextDecoder().decode(envelope.subarray(PREFIX_LEN, end));
  const { mimeType, headers } = JSON.parse(json);
  return { mimeType, headers, data: envelope.subarray(end) };
}
