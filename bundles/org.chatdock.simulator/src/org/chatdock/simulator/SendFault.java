// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator;

import java.time.Duration;
import java.util.Objects;

/** What becomes of one send call. */
public sealed interface SendFault {

    /**
     * No fault: the call is judged and answered properly, only later.
     *
     * @param after how much later; zero for at once
     */
    record Late(Duration after) implements SendFault {

        /** Refuses negative delays. */
        public Late {
            notNegative(after, "a delay");
        }
    }

    /**
     * The message is not taken, and the answer says so.
     *
     * @param status 400 to 599
     * @param errMsg the {@code ErrMsg}; null for an answer without a body
     * @param retryAfter what {@code Retry-After} says, rounded up to seconds; zero for no such header
     */
    record Refuse(int status, String errMsg, Duration retryAfter) implements SendFault {

        /** Refuses what is no error's status, and negative times. */
        public Refuse {
            if (status < 400 || status > 599) {
                throw new IllegalArgumentException("an error's status is 400 to 599, not " + status);
            }
            notNegative(retryAfter, "a pause");
        }
    }

    /** The connection is cut before the body is read: the message is not taken. */
    record CutUnread() implements SendFault {
    }

    /** The connection is cut when the message has been taken, before anything is answered. */
    record CutUnanswered() implements SendFault {
    }

    /**
     * The answer is 200 and no good.
     *
     * @param what stands in it
     * @param taken whether the message is taken all the same
     */
    record Garble(Garbage what, boolean taken) implements SendFault {

        /** The kind is required. */
        public Garble {
            Objects.requireNonNull(what, "what");
        }
    }

    /** Answers that are no good. */
    enum Garbage {
        /** A page of HTML. */
        NOT_JSON,
        /** A JSON object that has neither {@code msgID} nor {@code msgTime}. */
        OTHER_JSON,
        /** Nothing. */
        EMPTY,
        /** The first half of a good answer; then the connection is cut. */
        HALF
    }

    private static void notNegative(Duration time, String what) {
        if (Objects.requireNonNull(time, what).isNegative()) {
            throw new IllegalArgumentException(what + " cannot be negative");
        }
    }
}
