// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal.engine;

import java.util.Set;

/**
 * How patient the line is. All times in milliseconds; the defaults stand in the configuration, their reasons in
 * releng/decisions/0005-line-constants.md. Illegal values are refused with the name of the configuration's key.
 *
 * @param endpoints how many addresses there are
 * @param stickyFor how long a fallback address that works is preferred to those before it
 * @param networkCheck between two looks at the network's interfaces; 0 for none
 */
public record EngineOptions(Life life, Wake wake, Tries tries, Retry retry, Stops stops, int endpoints, long stickyFor,
        long networkCheck) {
    public EngineOptions {
        atLeast("gatewayUrl", endpoints, 1);
        atLeast("endpointStickySeconds", stickyFor, 0);
        atLeast("networkCheckSeconds", networkCheck, 0);
    }

    /**
     * How life is shown and seen.
     *
     * @param ping between two text heartbeats; 0 sends none
     * @param probeAfter silence after which the peer is asked with a protocol ping
     * @param deadAfter silence after which it counts as dead
     * @param probeTimeout for an answer that is wanted at once
     */
    public record Life(long ping, long probeAfter, long deadAfter, long probeTimeout) {
        public Life {
            atLeast("pingIntervalSeconds", ping, 0);
            atLeast("probeAfterSeconds", probeAfter, 1);
            atLeast("probeTimeoutMillis", probeTimeout, 1);
            if (deadAfter <= probeAfter) {
                throw new IllegalArgumentException(
                        "deadAfterSeconds is not larger than probeAfterSeconds; write at least one second more.");
            }
        }
    }

    /**
     * How sleep is noticed.
     *
     * @param tick between two looks at the clocks
     * @param probeFrom sleep from which on the socket is probed
     * @param replaceFrom sleep from which on it is replaced unasked
     */
    public record Wake(long tick, long probeFrom, long replaceFrom) {
        public Wake {
            atLeast("wakeTickMillis", tick, 1);
            atLeast("wakeProbeSeconds", probeFrom, 1);
            atLeast("wakeReplaceSeconds", replaceFrom, 1);
        }
    }

    /**
     * How long a try may take.
     *
     * @param step credentials, or connection with upgrade
     * @param watchdog both together
     * @param stableAfter how long the line must be up, with a frame heard, before failures are forgotten
     */
    public record Tries(long step, long watchdog, long stableAfter) {
        public Tries {
            atLeast("upgradeTimeoutMillis", step, 1);
            atLeast("watchdogMillis", watchdog, 1);
            atLeast("stableAfterSeconds", stableAfter, 0);
        }
    }

    /**
     * How long to wait before a try.
     *
     * @param floor at least so long after a failure
     * @param cap upper bound of the random part
     * @param local upper bound of the wait when this side has the reason to try
     * @param spread upper bound of what is added when the gateway restarts (1012, 1013)
     * @param recheck the wait after an error that retrying alone does not cure
     * @param longestHint the longest {@code Retry-After} that is believed
     * @param perMinute how many tries after a failure may begin in any minute, whatever the dice say; 0 for any number
     */
    public record Retry(long floor, long cap, long local, long spread, long recheck, long longestHint,
            int perMinute) {
        public Retry {
            atLeast("retryFloorMillis", floor, 0);
            atLeast("retryCapMillis", cap, 0);
            atLeast("localRetryMillis", local, 0);
            atLeast("restartSpreadMillis", spread, 0);
            atLeast("recheckSeconds", recheck, 1);
            atLeast("retryAfterMaxSeconds", longestHint, 0);
            atLeast("retriesPerMinute", perMinute, 0);
        }
    }

    /**
     * Which answers mean that the peer will say the same again.
     *
     * @param statuses of an upgrade; 401 and 403 after one refresh of the credentials
     * @param closes close codes
     * @param conflicts close codes that mean that the agent is signed in elsewhere
     */
    public record Stops(Set<Integer> statuses, Set<Integer> closes, Set<Integer> conflicts) {
        public Stops {
            statuses = Set.copyOf(statuses);
            closes = Set.copyOf(closes);
            conflicts = Set.copyOf(conflicts);
        }
    }

    private static void atLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is too small; write at least " + least + ".");
        }
    }
}
