// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.store.internal;

import java.util.List;
import java.util.Map;

/**
 * What a transaction changed about the ids; {@link #applyTo} is for after the commit.
 *
 * @param added all that are new
 * @param epochs the filters of the epochs that are complete now
 * @param recent what belongs to no epoch after that; null: nothing was completed, so all that was recent still is
 */
record IdChange(Map<Digest, Place> added, List<byte[]> epochs, Map<Digest, Place> recent) {
    /** Under the backlog's lock. */
    void applyTo(IdIndex ids) {
        epochs.forEach(ids::addEpoch);
        if (recent == null) {
            ids.addRecent(added);
        } else {
            ids.replaceRecent(recent);
        }
    }
}
