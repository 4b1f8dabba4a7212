package org.peapod.topology;

import java.util.List;

/**
 * One page of a node list.
 *
 * @param metadata its head
 * @param total how many nodes the whole list has
 * @param listed how many entries this page has, malformed ones included
 * @param nodes the well-formed ones, in the order listed
 */
record NodePage(PageMetadata metadata, long total, int listed, List<RoutingNode> nodes) {}
