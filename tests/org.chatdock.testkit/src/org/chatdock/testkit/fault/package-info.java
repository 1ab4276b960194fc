// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
/**
 * A TCP proxy that lets things go wrong between a WebSocket client and a real gateway, on request and repeatably.
 * Needs nothing but Java, and no test framework.
 *
 * <pre>{@code
 * try (FaultProxy proxy = FaultProxy.to(gateway)) {
 *     proxy.next(Fault.http(503, "Retry-After: 2"));            // the first attempt
 *     proxy.next(Fault.cutAfter(Way.TO_CLIENT, 17, RESET));     // the second one
 *     connect(proxy.uri());
 *     proxy.awaitUpgrades(2, deadline);                         // the third one
 *     proxy.now(Fault.blackHole());
 *     proxy.heal();
 *     assertEquals(1, proxy.maxOpenAtOnce());
 * }
 * }</pre>
 *
 * <table>
 * <caption>What can go wrong</caption>
 * <tr><th>what</th><th>how</th></tr>
 * <tr><td>TCP is refused, or the SYN has no answer</td>
 *     <td>{@code FaultProxy.refuseConnections, ignoreConnections}</td></tr>
 * <tr><td>TCP connects, then nothing (stalled TLS), or RST</td><td>{@code silentAccept, resetOnAccept}</td></tr>
 * <tr><td>the upgrade has no answer, a refusal, half an answer, a wrong one</td>
 *     <td>{@code silentUpgrade, http, truncatedUpgrade, wrongAccept}</td></tr>
 * <tr><td>one way or both swallow everything, even FIN and RST</td><td>{@code blackHole}</td></tr>
 * <tr><td>the cable is out for a while; a slow reader</td><td>{@code stopReading}</td></tr>
 * <tr><td>slow, or late</td><td>{@code drip, jitter}</td></tr>
 * <tr><td>RST, FIN, FIN one way, an end at any byte</td><td>{@code reset, fin, halfClose, cutAfter}</td></tr>
 * <tr><td>a close frame with any code, or without</td><td>{@code close, closeWithoutCode}</td></tr>
 * <tr><td>texts in fragments, with pings between; more than once; in another order; among noise</td>
 *     <td>{@code fragmented, repeated, reordered, noise}</td></tr>
 * <tr><td>frames that break the protocol or a limit</td>
 *     <td>{@code reservedBits, maskedFrame, garbage, oversized, inject}</td></tr>
 * <tr><td>any of the last six rows later</td><td>{@code after, afterFrames}</td></tr>
 * </table>
 */
package org.chatdock.testkit.fault;
