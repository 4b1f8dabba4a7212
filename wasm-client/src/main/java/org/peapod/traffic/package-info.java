/**
 * What leaves the client and when: two Poisson streams, real packets where there are some and cover
 * where there are none, lanes, acknowledgements awaited, packets sent again, receipts, backpressure
 * (chapter 5, A2 to A7; chapter 2, sections 4.6, 6, 7 and 10).
 *
 * <p>It decides at each deadline of a stream and builds exactly one packet then, so that a real
 * packet and a cover packet cost the same and leave at the same moments. It must not know sockets,
 * gateways' frames, directories or where SURBs come from.
 */
package org.peapod.traffic;
