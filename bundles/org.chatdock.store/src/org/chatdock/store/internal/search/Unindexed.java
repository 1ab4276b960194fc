// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal.search;

import java.util.List;

/**
 * The messages that have no place in the index yet.
 *
 * @param lastArrival the newest message's, indexed or not: what comes later is not searched
 * @param candidates in any order
 */
public record Unindexed(long lastArrival, List<Candidate> candidates) {
}
