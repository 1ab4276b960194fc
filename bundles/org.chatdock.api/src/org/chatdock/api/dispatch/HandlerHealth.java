// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.dispatch;

import java.time.Duration;
import java.util.Objects;

/**
 * How a handler fares, since its service came.
 *
 * @param name its name; empty if it gave none
 * @param bundle the symbolic name of the bundle it is from
 * @param state whether it is called
 * @param reason why it is not called; empty if it is. No message text in it
 * @param calls how many messages it was given to handle, again or not
 * @param failures how many of them failed or were refused
 * @param acknowledgements how many acknowledgements it earned
 * @param mean how long a call took, on average; zero if there was none
 * @param p95 what 95 of 100 calls did not exceed, of the last 256; zero if there was none
 * @param lastError the class of what it threw last, or what else went wrong in a word or two; empty if nothing did
 */
public record HandlerHealth(String name, String bundle, State state, String reason, long calls, long failures,
        long acknowledgements, Duration mean, Duration p95, String lastError) {
    /** Whether a handler is called. */
    public enum State {
        /** It is. */
        ACTIVE,
        /** Not for a while: it has failed too often. */
        QUARANTINED,
        /** Not until it is enabled: someone has disabled it by hand. */
        DISABLED,
        /** Never was: its name or its properties cannot be used. */
        REFUSED
    }

    public HandlerHealth {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(bundle, "bundle");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(mean, "mean");
        Objects.requireNonNull(p95, "p95");
        Objects.requireNonNull(lastError, "lastError");
    }
}
