// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.outbox;

import org.chatdock.api.sending.SendHealth;
import org.chatdock.api.sending.SendOutcome.Reason;
import org.chatdock.sending.internal.wire.Answer;

/** How a flight ended. */
sealed interface Ending {
    /** The gateway has the message. */
    record Accepted(Answer.Accepted answer) implements Ending {
    }

    /**
     * The gateway does not have it, and trying again will not help.
     *
     * @param health what that says of the call; null: nothing, there was no request
     */
    record Refused(Reason reason, String text, SendHealth.State health) implements Ending {
    }

    /**
     * The gateway does not have it, and may take it a little later.
     *
     * @param reason {@link Reason#UNREACHABLE} or {@link Reason#THROTTLED}
     * @param retryAfter for so many milliseconds the service wants to be left alone; -1 if it has not said
     */
    record NotArrived(Reason reason, String text, long retryAfter) implements Ending {
    }

    /** The gateway may have it. */
    record Lost() implements Ending {
    }

    /** There was no request, because that could not be noted, or nobody is signed in any more. */
    record NotBegun() implements Ending {
    }
}
