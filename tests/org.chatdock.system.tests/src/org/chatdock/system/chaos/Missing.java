// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.system.chaos;

import org.chatdock.api.dispatch.Outcome;

/** Compiled against, and left out of the bundle: as when half of an update is installed. */
final class Missing {
    private Missing() {
    }

    static Outcome outcome() {
        return Outcome.handled();
    }
}
