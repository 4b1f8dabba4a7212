package org.peapod.topology;

import org.peapod.bytes.Fault;

/** What can be wrong with a directory's answers, and why no route can be made. */
public enum TopologyFault implements Fault {
  /** A base URL that no request can be made from. */
  BAD_BASE_URL("a directory URL is http:// or https://, a host and a path, without ? and #"),
  /** No base URL at all. */
  NO_DIRECTORY("no directory is configured; give nymApi at least one URL, or inject a topology"),
  /** No answer before the time ran out, or no connection. */
  NO_ANSWER("the directory gave no answer in time"),
  /** An answer with another status than 200. */
  HTTP_STATUS("the directory answered with an HTTP status other than 200"),
  /** A longer body than the limit. */
  BODY_TOO_LARGE("the directory's answer is longer than the limit"),
  /** A body that is not JSON. */
  NOT_JSON("the directory's answer is not JSON"),
  /** A node page without well-formed metadata. */
  BAD_METADATA("the node page has no well-formed metadata"),
  /** A node page without well-formed pagination. */
  BAD_PAGINATION("the node page has no well-formed pagination"),
  /** A node page without a list of nodes. */
  BAD_NODE_LIST("the node page has no list of nodes"),
  /** A rewarded set without one of its lists, or with something else than ids in it. */
  BAD_REWARDED_SET("the rewarded set lacks a list of node ids, or has one that is malformed"),
  /** Key rotation parameters that are missing or make no sense. */
  BAD_KEY_ROTATION_INFO("the key rotation parameters are missing, malformed or zero"),
  /** More nodes than the limit. */
  TOO_MANY_NODES("the directory lists more nodes than the limit"),
  /** More pages than the limit. */
  TOO_MANY_PAGES("the directory spreads a list over more pages than the limit"),
  /** A page without nodes although some are still missing. */
  EMPTY_PAGE("the directory sent an empty page although its total is not reached"),
  /** Two pages of one list are of different epochs. */
  PAGES_DISAGREE("the metadata of two pages of one list differ"),
  /** The mix node list and the gateway list are of different epochs. */
  LISTS_DISAGREE("the metadata of the mix node list and of the gateway list differ"),
  /** The answer that is for callers who named an epoch, which we do not. */
  UNASKED_NO_UPDATES("the directory says that nothing changed, without having been asked that"),
  /** An older epoch than the one already held. */
  OLDER_THAN_HELD("the directory's epoch is older than the one already known"),
  /** A layer without any node that can be used. */
  EMPTY_LAYER("a layer of the network has no usable mix node"),
  /** No gateway has a role in this epoch. */
  NO_REWARDED_GATEWAY("the rewarded set names no gateway"),
  /** The wanted last hop is not listed. */
  NO_SUCH_EGRESS("the recipient's gateway is not among the listed nodes"),
  /** A rotation byte other than 0, 1, 2. */
  UNKNOWN_ROTATION_LABEL("a key rotation label is 0, 1 or 2");

  private final String explanation;

  TopologyFault(String explanation) {
    this.explanation = explanation;
  }

  @Override
  public String explanation() {
    return explanation;
  }
}
