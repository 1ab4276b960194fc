// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.connection;

import java.time.Duration;
import java.util.Map;

/**
 * What a line has counted and measured since it was made, at one moment. Counters never go back. Durations that have
 * not been measured yet are zero; percentiles are of the last 256 samples.
 *
 * @param connects tries that brought the line up
 * @param failedConnects tries that did not
 * @param losses how often the line went down after it was up, by {@link ConnectionStatus#cause}
 * @param silence time since the last frame came; zero while the line is down
 * @param longestSilence the longest time between two frames of one socket
 * @param lastRoundTrip from the last answered protocol ping to its pong
 * @param p95RoundTrip 95 % of the round trips were at most so long
 * @param timeInState how long the line has been in each state, the current one included
 * @param framesIn frames that came, control frames included
 * @param framesOut text frames handed to the network
 * @param bytesIn payload bytes that came
 * @param bytesOut payload bytes handed to the network; a character counts as one
 * @param binaryFrames binary messages, which the protocol has no use for, ignored
 * @param strangeTexts texts that were neither a message nor an answer to a heartbeat, ignored
 * @param duplicates messages that came with an id that was among the last 10 000
 * @param caughtUp messages that a {@link HistorySource} gave before they came by the line, if ever
 * @param acksSent acknowledgements handed to the network
 * @param acksResent those of them whose first hand-over failed
 * @param acksWaiting acknowledgements that wait for a line
 * @param quarantined messages that were left out because they are too large, each once
 * @param inFlight messages that have come and are not done with
 * @param p95Handling 95 % of the messages were done with in at most so long
 * @param wakes how often the machine or the process had slept
 * @param laneDepth tasks that wait for the line's thread
 */
public record ConnectionMetrics(long connects, long failedConnects, Map<String, Long> losses, Duration silence,
        Duration longestSilence, Duration lastRoundTrip, Duration p95RoundTrip,
        Map<ConnectionState, Duration> timeInState, long framesIn, long framesOut, long bytesIn, long bytesOut,
        long binaryFrames, long strangeTexts, long duplicates, long caughtUp, long acksSent, long acksResent,
        long acksWaiting, long quarantined, int inFlight, Duration p95Handling, long wakes, int laneDepth) {
    public ConnectionMetrics {
        losses = Map.copyOf(losses);
        timeInState = Map.copyOf(timeInState);
    }
}
