package org.peapod.message;

import org.peapod.bytes.ByteWriter;
import org.peapod.bytes.Result;
import org.peapod.json.Json;
import org.peapod.vectors.Checks;
import org.peapod.vectors.Hex;

/** Known counts, headers and splits: messages-chunking.json. */
public final class ChunkingChecks {
  private ChunkingChecks() {}

  /** Compares every entry of the file. */
  public static void run(Json vectors, Checks checks) {
    counts(vectors, checks);
    headers(vectors, checks);
    Json splits = vectors.get("splits");
    for (int i = 0; i < splits.size(); i++) {
      split(splits.at(i), checks);
    }
    byte[] cover = Hex.decode(vectors.get("cover_fragment_id").asText());
    checks.equal("cover id", cover, FragmentId.COVER.toBytes());
    checks.isTrue("cover is recognised", FragmentId.parse(cover).value().isCover());
  }

  private static void counts(Json vectors, Checks checks) {
    Json required = vectors.get("required_fragments");
    for (int i = 0; i < required.size(); i++) {
      Json row = required.at(i);
      FragmentCount count =
          FragmentCount.required(number(row, "message_len"), number(row, "per_packet"));
      checks.equal("count " + i, number(row, "fragments"), count.fragments());
      checks.equal("free " + i, number(row, "space_left"), count.freeBytes());
    }
    Json sets = vectors.get("total_sets");
    for (int i = 0; i < sets.size(); i++) {
      Json row = sets.at(i);
      int got = FragmentCount.sets(number(row, "message_len"), number(row, "per_packet"));
      checks.equal("sets " + i, number(row, "sets"), got);
    }
  }

  private static void headers(Json vectors, Checks checks) {
    Json headers = vectors.get("headers");
    for (int i = 0; i < headers.size(); i++) {
      header("header " + i, headers.at(i), checks);
    }
    Json bad = vectors.get("bad_headers");
    for (int i = 0; i < bad.size(); i++) {
      byte[] bytes = Hex.decode(bad.at(i).get("bytes").asText());
      checks.isTrue(bad.at(i).get("why").asText(), Fragment.parse(bytes).isFault());
    }
  }

  private static void header(String what, Json row, Checks checks) {
    byte[] bytes = Hex.decode(row.get("bytes").asText());
    Result<Fragment> parsed = Fragment.parse(bytes);
    checks.isTrue(what + " parses", parsed.isOk());
    if (parsed.isFault()) {
      return;
    }
    Fragment fragment = parsed.value();
    checks.equal(what + " id", number(row, "id"), fragment.setId());
    checks.equal(what + " total", number(row, "total"), fragment.total());
    checks.equal(what + " position", number(row, "current"), fragment.position());
    checks.equal(what + " previous", row.get("prev").asLong(0), fragment.previousSetId());
    checks.equal(what + " next", row.get("next").asLong(0), fragment.nextSetId());
    checks.equal(what + " bytes", bytes, fragment.toBytes(new byte[0], 0, 0));
    byte[] identifier = Hex.decode(row.get("fragment_identifier").asText());
    checks.equal(what + " identifier", identifier, fragment.id().toBytes());
    checks.isTrue(
        what + " identifier parses", FragmentId.parse(identifier).value().equals(fragment.id()));
  }

  private static void split(Json row, Checks checks) {
    String name = row.get("name").asText();
    Json ids = row.get("set_ids");
    int[] setIds = new int[ids.size()];
    for (int i = 0; i < setIds.length; i++) {
      setIds[i] = (int) ids.at(i).asLong(-1);
    }
    byte[] message = Filler.rule(number(row, "message_len"));
    Fragmenter fragmenter = new Fragmenter(message, number(row, "per_packet"), setIds);
    int len = 0;
    for (int i = 0; i < fragmenter.count(); i++) {
      len += fragmenter.fragment(i).length;
    }
    checks.equal(name + " length", number(row, "all_fragments_concatenated_len"), len);
    ByteWriter all = new ByteWriter(len);
    for (int i = 0; i < fragmenter.count(); i++) {
      all.bytes(fragmenter.fragment(i));
    }
    String digest = row.get("all_fragments_concatenated_sha256").asText();
    checks.equal(name + " bytes", digest, Filler.sha256Hex(all.finish()));
    Json fragments = row.get("fragments");
    for (int i = 0; i < fragments.size(); i++) {
      byte[] known = Hex.decode(fragments.at(i).asText());
      checks.equal(name + " fragment " + i, known, fragmenter.fragment(i));
    }
    sets(name, row.get("sets"), fragmenter, checks);
  }

  private static void sets(String name, Json sets, Fragmenter fragmenter, Checks checks) {
    int index = 0;
    for (int s = 0; s < sets.size(); s++) {
      Json set = sets.at(s);
      int count = number(set, "fragments");
      edge(name, set, "first", fragmenter.fragment(index), checks);
      int payload = 0;
      for (int i = 0; i < count; i++) {
        byte[] fragment = fragmenter.fragment(index);
        payload += fragment.length - Fragment.parse(fragment).value().headerLen();
        checks.equal(name + " set", number(set, "id"), fragmenter.id(index).setId());
        index++;
      }
      edge(name, set, "last", fragmenter.fragment(index - 1), checks);
      checks.equal(name + " payload", number(set, "payload_len"), payload);
    }
    checks.equal(name + " count", index, fragmenter.count());
  }

  private static void edge(String name, Json set, String which, byte[] fragment, Checks checks) {
    String header = set.get(which + "_header").asText();
    checks.equal(name + " header", header, Hex.encode(fragment).substring(0, header.length()));
    int payload = fragment.length - header.length() / 2;
    checks.equal(name + " payload", number(set, which + "_payload_len"), payload);
  }

  private static int number(Json row, String key) {
    return (int) row.get(key).asLong(-1);
  }
}
