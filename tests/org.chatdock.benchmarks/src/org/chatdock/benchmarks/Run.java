// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What one pass gave: the gateway's figures, and what the client's process used up meanwhile.
 *
 * @param perSecond messages, from the first frame out to the last acknowledgement in
 * @param cpuMicros of the client's process, for each message
 * @param bytes allocated by the client, for each message
 * @param p50 from message to acknowledgement, in microseconds; 0 for a flood
 * @param p99 likewise
 */
record Run(double perSecond, double cpuMicros, double bytes, double p50, double p99) {
    static Run of(JsonNode gateway, JsonNode client) {
        double messages = gateway.get("messages").asDouble();
        return new Run(gateway.get("perSecond").asDouble(), client.get("cpuMicros").asDouble() / messages,
                client.get("allocatedBytes").asDouble() / messages, gateway.path("p50Micros").asDouble(),
                gateway.path("p99Micros").asDouble());
    }
}
