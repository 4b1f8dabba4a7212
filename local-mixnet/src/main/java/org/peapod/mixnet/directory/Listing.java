package org.peapod.mixnet.directory;

import java.util.List;
import org.peapod.client.Now;

/** What a directory publishes; the network implements it. */
public interface Listing {
  /** All nodes, in a fixed order, with their keys of the rotation at this time. */
  List<ListedNode> nodes(Now now);

  /** The epoch at this time. */
  Epoch epoch(Now now);

  /** The URL under which clients find this directory, ending without a slash. */
  String apiUrl();
}
