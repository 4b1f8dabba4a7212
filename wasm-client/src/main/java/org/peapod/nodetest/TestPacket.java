package org.peapod.nodetest;

import org.peapod.message.FragmentId;
import org.peapod.sphinx.PacketSize;
import org.peapod.traffic.PacketSource;

/**
 * One packet of a test that wants to leave.
 *
 * @param id what its fragment and its acknowledgement come back with
 * @param size the size in which it leaves
 * @param source makes it at the moment at which it leaves
 */
public record TestPacket(FragmentId id, PacketSize size, PacketSource source) {}
