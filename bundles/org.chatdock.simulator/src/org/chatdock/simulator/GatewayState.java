// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator;

/**
 * The gateway's counters at one moment. All count from the start.
 *
 * @param scripted distinct ids that the script delivers without anything that the agent does
 * @param deliveredIds distinct ids written to a socket at least once, whoever made them
 * @param deliveries messages written to sockets, repeats included; two sockets count twice
 * @param redeliveries how many of them were repeats for want of an acknowledgement
 * @param acks acknowledgements received, one for every handler
 * @param ackedIds distinct ids acknowledged by at least one handler
 * @param malformedAcks text frames that are neither {@code ping} nor an acknowledgement
 * @param sends send calls, refused ones included
 * @param historyCalls history calls, refused ones included; every page is one
 * @param uploads upload calls, refused ones included
 * @param recalls recall calls, refused ones included
 * @param transfers transfers that were made
 * @param socketsOpened sockets opened so far
 * @param socketsOpen sockets open now
 * @param pings text frames {@code ping}
 * @param binaryFrames binary messages, ignored
 * @param waiting messages that are due and not yet written to any socket
 * @param playedOut whether the script has come to its end and nothing is waiting; while nobody
 *        connects it stays false if anything waits
 */
public record GatewayState(int scripted, int deliveredIds, long deliveries, long redeliveries, long acks, int ackedIds,
        long malformedAcks, long sends, long historyCalls, long uploads, long recalls, long transfers,
        long socketsOpened, int socketsOpen, long pings, long binaryFrames, int waiting, boolean playedOut) {
}
