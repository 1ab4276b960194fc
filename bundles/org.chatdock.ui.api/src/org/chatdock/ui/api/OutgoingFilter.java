// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.api;

import java.util.Objects;

import org.chatdock.api.sending.Outgoing;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Looks at what an agent is about to send. A whiteboard service: it may come and go at any time. Filters are asked one
 * after the other, the highest service ranking first, then the lowest service id; each sees what the one before made of
 * the message. The first refusal ends it; warnings are gathered and shown together, once.
 * <p>
 * Called on a thread of the views that is not the UI thread, for different messages at the same time. An answer may
 * take 2 seconds; then the thread is interrupted and the agent is asked, as if the filter had warned. The same holds
 * for whatever it throws, and for null. See the package's description for what follows when it fails again and again.
 */
@ConsumerType
public interface OutgoingFilter {
    /** Cheap enough to be waited for. May be asked again for the same message. */
    Verdict inspect(Outgoing message);

    /** What shall become of the message. Reasons are for the agent, in the agent's language. */
    sealed interface Verdict {
        /** It may go as it is. */
        record Pass() implements Verdict {
        }

        /**
         * The agent shall know something first, and decides.
         *
         * @param reason what the agent should look at
         */
        record Warn(String reason) implements Verdict {
            public Warn {
                Objects.requireNonNull(reason, "reason");
            }
        }

        /**
         * It goes with another text. Who wants to be asked about that warns instead.
         *
         * @param content the text that is sent in place of the agent's; blank text without attachment is refused, as
         *            if the agent had sent nothing
         */
        record Change(String content) implements Verdict {
            public Change {
                Objects.requireNonNull(content, "content");
            }
        }

        /**
         * It must not go. The agent keeps the text.
         *
         * @param reason why, and what to do
         */
        record Refuse(String reason) implements Verdict {
            public Refuse {
                Objects.requireNonNull(reason, "reason");
            }
        }
    }

    static Verdict pass() {
        return new Verdict.Pass();
    }

    static Verdict warn(String reason) {
        return new Verdict.Warn(reason);
    }

    static Verdict change(String content) {
        return new Verdict.Change(content);
    }

    static Verdict refuse(String reason) {
        return new Verdict.Refuse(reason);
    }
}
