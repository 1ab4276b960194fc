// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.api.dispatch;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What a handler made of a message.
 * <table>
 * <caption>What follows</caption>
 * <tr><th>outcome</th><th>acknowledged</th><th>tried again</th></tr>
 * <tr><td>{@link Handled}</td><td>when its stage completes</td><td>no</td></tr>
 * <tr><td>{@link Handled}, stage fails or takes too long</td><td>no</td><td>yes</td></tr>
 * <tr><td>{@link Skipped}</td><td>no</td><td>no; the message may be of another handler</td></tr>
 * <tr><td>{@link Failed}, null, an exception, no answer in time</td><td>no</td><td>yes</td></tr>
 * <tr><td>{@link Refused}</td><td>no</td><td>only by hand</td></tr>
 * </table>
 * <em>Tried again</em>: the gateway delivers again what was not acknowledged. After three failures (configurable) of
 * one handler on one message, and at once if it was refused, the message is in quarantine for this handler: see
 * {@link QuarantinedMessage}. A message that no handler has handled is kept and shown to the agent as of unknown type
 * until one does.
 */
public sealed interface Outcome {
    /**
     * Done, and safe as soon as the stage completes. The time for that is limited too, to 30 seconds if nothing else is
     * configured; a later completion is not looked at.
     *
     * @param durable completes when the effect survives a crash, on any thread; its value is not looked at
     */
    record Handled(CompletionStage<?> durable) implements Outcome {
        public Handled {
            Objects.requireNonNull(durable, "durable");
        }
    }

    /** Looked at and left alone. */
    record Skipped() implements Outcome {
    }

    /**
     * Could not be done now.
     *
     * @param reason for the log and for the agent's eyes: no message text in it
     */
    record Failed(String reason) implements Outcome {
        public Failed {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * Cannot be done, now or later: to try again would change nothing.
     *
     * @param reason for the log and for the agent's eyes: no message text in it
     */
    record Refused(String reason) implements Outcome {
        public Refused {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** Done, and there was nothing to make durable. */
    static Outcome handled() {
        return new Handled(CompletableFuture.completedStage(null));
    }

    static Outcome handled(CompletionStage<?> durable) {
        return new Handled(durable);
    }

    static Outcome skipped() {
        return new Skipped();
    }

    static Outcome failed(String reason) {
        return new Failed(reason);
    }

    static Outcome refused(String reason) {
        return new Refused(reason);
    }
}
