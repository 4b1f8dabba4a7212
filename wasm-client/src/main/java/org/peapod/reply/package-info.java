/**
 * Anonymous messages and the replies to them, both roles: reply SURBs made, given out, kept per
 * sender tag, spent, asked for, answered and expired (chapter 2, section 8; chapter 5, A9).
 *
 * <p>It decides which fragment may go out on which SURB, and never lets a SURB or a reply key be
 * used twice. It must not know streams, timers of acknowledgements, gateways or the application;
 * {@code client} carries its outputs to {@code traffic}.
 */
package org.peapod.reply;
