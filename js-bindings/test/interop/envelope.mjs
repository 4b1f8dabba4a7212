// The MIME envelope that the stock packages put around a payload (chapter 5, B8), byte by byte.

const PREFIX_LEN = 8;

/** The length of the JSON in 8 bytes, the JSON, the data. */
export function wrap({ mimeType, headers, data }) {
  const json = Buffer.from(JSON.stringify({ mimeType, headers }));
  const prefix = Buffer.alloc(PREFIX_LEN);
  prefix.writeBigUInt64BE(BigInt(json.length));
  return Buffer.concat([prefix, json, data]);
}

/** What was wrapped: `{mimeType, headers, data}`. */
export function unwrap(bytes) {
  const envelope = Buffer.from(bytes);
  const end = PREFIX_LEN + Number(envelope.readBigUInt64BE());
  const { mimeType, headers } = JSON.parse(envelope.subarray(PREFIX_LEN, end));
  return { mimeType, headers, data: envelope.subarray(end) };
}
